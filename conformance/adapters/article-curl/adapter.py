"""The article's shell pipeline under test."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import protocol

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "call.sh")


def do(run):
    task = run["task"]
    folder = run["outputFolder"]
    name = task.get("saveAs", "picture") + ".png"
    file = os.path.join(folder, name)
    # In the folder that is cleared away whatever happens to this process.
    body = os.path.join(folder, "request.json")
    with open(body, "w", encoding="utf-8") as request:
        json.dump(protocol.request_body(task), request, ensure_ascii=False)
    done = subprocess.run(
        ["bash", SCRIPT],
        env={**os.environ, "ENDPOINT": protocol.endpoint(run), "KEY": run.get("apiKey", ""), "BODY": body, "FILE": file},
        capture_output=True,
        text=True,
    )
    os.remove(body)
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        raise protocol.Failure(done.stderr.strip() or f"exit code {done.returncode}")
    with open(file, "rb") as saved:
        data = saved.read()
    if task["operation"] != "save":
        os.remove(file)
    # The pipeline ends with exit code 0 whatever base64 was fed, so this is what its user takes for the picture.
    return {"pictures": [protocol.picture(data, "image/png", name if task["operation"] == "save" else None)]}


def version():
    """What a reader of the verdicts has to know: they follow from what these two do."""
    curl = subprocess.run(["curl", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    jq = subprocess.run(["jq", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"curl {curl}, {jq}"


protocol.serve(
    {
        "name": "article: shell",
        "version": version(),
        "language": "bash",
        "operations": ["generate", "save"],
        "processes": 4,
    },
    do,
)
