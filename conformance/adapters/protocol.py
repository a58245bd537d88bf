"""Speaks the protocol for an adapter: reads assignments from standard input, writes results to standard output.

conformance/PROTOCOL.md describes the lines. An adapter calls serve() with what it is and a function that does one
assignment and returns a result.
"""

import hashlib
import json
import os
import sys
import traceback


class Failure(Exception):
    """What the client's user would be told."""


def picture(data, media_type=None, file_name=None):
    import base64

    result = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "base64": base64.b64encode(data).decode("ascii"),
    }
    if media_type:
        result["mediaType"] = media_type
    if file_name:
        result["fileName"] = file_name
    return result


def request_body(task):
    """The request as the snippets build it: a dictionary, filled with what the task asks for."""
    parts = [{"text": task["prompt"]}]
    for image in task.get("inputImages", []):
        parts.append({"inlineData": {"mimeType": image["mediaType"], "data": image["base64"]}})
    body = {"contents": [{"parts": parts}]}
    config = {}
    if "modalities" in task:
        config["responseModalities"] = task["modalities"]
    image = {}
    if "aspectRatio" in task:
        image["aspectRatio"] = task["aspectRatio"]
    if "imageSize" in task:
        image["imageSize"] = task["imageSize"]
    if image:
        config["imageConfig"] = image
    if config:
        body["generationConfig"] = config
    if task.get("googleSearch"):
        body["tools"] = [{"google_search": {}}]
    return body


def endpoint(run):
    return f"{run['baseAddress']}/v1beta/models/{run['task']['model']}:generateContent"


def serve(hello, do):
    # Whatever the client prints must not get between the lines of the protocol.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "hello":
            answer = {"type": "hello", "protocol": 1, **hello}
        elif message["type"] == "bye":
            return
        else:
            answer = {"type": "result", "id": message["id"]}
            try:
                answer.update(do(message))
            except Failure as failure:
                answer["failure"] = {"message": str(failure)}
            except Exception as accident:  # what a user would see as a stack trace
                traceback.print_exc()
                answer["failure"] = {"message": f"{type(accident).__name__}: {accident}", "unexpected": True}
        out.write(json.dumps(answer) + "\n")
        out.flush()
