"""The article's shell pipeline under test."""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import protocol

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "call.sh")


def do(run):
    task = run["task"]
    folder = run["outputFolder"]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as body:
        json.dump(protocol.request_body(task), body, ensure_ascii=False)
        body.flush()
        name = task.get("saveAs", "picture") + ".png"
        file = os.path.join(folder, name)
        done = subprocess.run(
            ["bash", SCRIPT],
            env={**os.environ, "ENDPOINT": protocol.endpoint(run), "KEY": run.get("apiKey", ""), "BODY": body.name, "FILE": file},
            capture_output=True,
            text=True,
        )
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        raise protocol.Failure(done.stderr.strip() or f"exit code {done.returncode}")
    with open(file, "rb") as saved:
        data = saved.read()
    if task["operation"] != "save":
        os.remove(file)
    # The pipeline ends with exit code 0 whatever base64 was fed, so this is what its user takes for the picture.
    return {"pictures": [protocol.picture(data, "image/png", name if task["operation"] == "save" else None)]}


protocol.serve(
    {"name": "article: curl, jq, base64", "language": "bash", "operations": ["generate", "save"], "processes": 4}, do
)
