"""The article's Python script under test: requests, raise_for_status, a fixed limit of 30 s, a file called .png."""

import base64
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import protocol
import requests


def do(run):
    task = run["task"]
    headers = {"x-goog-api-key": run.get("apiKey"), "Content-Type": "application/json"}
    try:
        response = requests.post(protocol.endpoint(run), json=protocol.request_body(task), headers=headers, timeout=30)
        response.raise_for_status()
    except requests.RequestException as error:
        raise protocol.Failure(f"{type(error).__name__}: {error}") from error
    data = response.json()
    pictures = []
    name = task.get("saveAs", "picture") + ".png"
    for part in data["candidates"][0]["content"]["parts"]:
        if "inlineData" in part:
            image = base64.b64decode(part["inlineData"]["data"])
            if task["operation"] == "save":
                with open(os.path.join(run["outputFolder"], name), "wb") as file:
                    file.write(image)
            # Every picture overwrites the one before: the last one is what is left.
            pictures = [protocol.picture(image, "image/png", name if task["operation"] == "save" else None)]
    return {"pictures": pictures}


protocol.serve(
    {
        "name": "article: Python",
        "version": f"requests {requests.__version__}",
        "language": f"python {sys.version_info.major}.{sys.version_info.minor}",
        "operations": ["generate", "save"],
        "processes": 4,
    },
    do,
)
