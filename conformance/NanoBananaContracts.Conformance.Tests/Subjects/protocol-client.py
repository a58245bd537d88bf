"""A client written from conformance/PROTOCOL.md alone, with nothing but the standard library. It does every operation,
tells every class it can tell, and gives all three forms of a result."""

import base64
import hashlib
import json
import os
import sys
import urllib.error
import urllib.request

EXTENSIONS = {b"\x89PNG": ("image/png", ".png"), b"\xff\xd8\xff": ("image/jpeg", ".jpg"), b"RIFF": ("image/webp", ".webp")}
CLASSES = {400: "invalid-request", 401: "authentication", 403: "permission", 404: "not-found", 429: "rate-limit"}


class Failed(Exception):
    def __init__(self, kind, message, retryable=False):
        super().__init__(message)
        self.facts = {"class": kind, "message": message, "retryable": retryable}


def say(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def call(run, contents, method):
    task = run["task"]
    config = {}
    if "modalities" in task:
        config["responseModalities"] = task["modalities"]
    image = {key: task[key] for key in ("aspectRatio", "imageSize") if key in task}
    if image:
        config["imageConfig"] = image
    body = {"contents": contents, **({"generationConfig": config} if config else {})}
    if task.get("googleSearch"):
        body["tools"] = [{"googleSearch": {}}]
    if "apiKey" not in run:
        raise Failed("configuration", "There is no key.")
    request = urllib.request.Request(
        f"{run['baseAddress']}/v1beta/models/{task['model']}:{method}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "x-goog-api-key": run["apiKey"]},
    )
    limit = task.get("deadlineMilliseconds", 120_000) / 1000 * run["timeScale"]
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=max(limit, 5)) as reply:
            return reply.read()
    except urllib.error.HTTPError as error:
        text = error.read().decode("utf-8", "replace")
        raise Failed(CLASSES.get(error.code, "server"), f"HTTP {error.code}: {text[:400]}", error.code >= 500)
    except OSError as error:
        raise Failed("connection", str(error))


def parts_of(replies):
    return [part for reply in replies for part in reply["candidates"][0]["content"]["parts"]]


def do(run):
    task = run["task"]
    first = [{"text": task["prompt"]}]
    first += [{"inlineData": {"mimeType": i["mediaType"], "data": i["base64"]}} for i in task.get("inputImages", [])]
    contents = [{"role": "user", "parts": first}]
    if task["operation"] == "stream":
        lines = call(run, contents, "streamGenerateContent?alt=sse").decode().splitlines()
        parts = parts_of([json.loads(line[5:]) for line in lines if line.startswith("data:")])
    else:
        parts = parts_of([json.loads(call(run, contents, "generateContent"))])
    for more in task.get("followUps", []):
        contents += [{"role": "model", "parts": parts}, {"role": "user", "parts": [{"text": more}]}]
        parts = parts_of([json.loads(call(run, contents, "generateContent"))])
    pictures = []
    for part in (p for p in parts if "inlineData" in p and not p.get("thought")):
        data = base64.b64decode(part["inlineData"]["data"])
        kind, extension = next((v for k, v in EXTENSIONS.items() if data.startswith(k)), (None, None))
        if kind is None:
            raise Failed("corrupt-image", "The bytes are no picture.")
        picture = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "mediaType": kind}
        if task["operation"] == "save":
            picture["fileName"] = task["saveAs"] + extension
            with open(os.path.join(run["outputFolder"], picture["fileName"]), "wb") as file:
                file.write(data)
        pictures.append(picture)
    text = "".join(p["text"] for p in parts if "text" in p and not p.get("thought"))
    return {"pictures": pictures, **({"text": text} if text else {})}


for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        say(
            {
                "type": "hello",
                "protocol": 1,
                "name": "written from the protocol",
                "version": "1",
                "language": "python",
                "operations": ["generate", "stream", "save", "edit"],
                "reports": ["class", "text"],
                "takes": ["deadline", "retries"],
                "scalesTime": True,
                "processes": 4,
            }
        )
    elif message["type"] == "bye":
        break
    elif "retries" in message["task"]:
        say({"type": "result", "id": message["id"], "skipped": "this client cannot retry"})
    else:
        try:
            say({"type": "result", "id": message["id"], **do(message)})
        except Failed as failure:
            say({"type": "result", "id": message["id"], "failure": failure.facts})
        except Exception as accident:
            failure = {"message": f"{type(accident).__name__}: {accident}", "unexpected": True}
            say({"type": "result", "id": message["id"], "failure": failure})
