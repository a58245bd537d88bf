"""Puts your client under the conformance suite. Replace generate() by your client; the rest can stay.

The suite starts this file and sends one JSON object a line on standard input; each is answered by one line on standard
output. `nanobanana conformance protocol` prints what the lines mean.
"""

import base64
import hashlib
import json
import os
import sys
import traceback
import urllib.error
import urllib.request

HELLO = {
    "type": "hello",
    "protocol": 1,
    "name": "my client",
    "language": f"python {sys.version_info.major}.{sys.version_info.minor}",
    # What the client can do; "stream", "save" and "edit" cases are skipped until they are named here.
    "operations": ["generate"],
    # "text": successes carry the words of the answer. Add "class" when failures carry a class of the protocol.
    "reports": ["text"],
    "processes": 4,
}


class Failure(Exception):
    """What the client tells its user when there is no picture."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is never followed: the key would go along."""

    def redirect_request(self, *_):
        return None


def generate(base_address, api_key, task):
    """One picture: (media type, bytes, words). Replace this by a call of your client."""
    if not api_key:
        raise Failure("There is no API key.")
    parts = [{"text": task["prompt"]}]
    for image in task.get("inputImages", []):
        parts.append({"inlineData": {"mimeType": image["mediaType"], "data": image["base64"]}})
    config = {}
    if "modalities" in task:
        config["responseModalities"] = task["modalities"]
    image_config = {name: task[name] for name in ("aspectRatio", "imageSize") if name in task}
    if image_config:
        config["imageConfig"] = image_config
    body = {"contents": [{"role": "user", "parts": parts}]}
    if config:
        body["generationConfig"] = config
    if task.get("googleSearch"):
        body["tools"] = [{"google_search": {}}]

    request = urllib.request.Request(
        f"{base_address}/v1beta/models/{task['model']}:generateContent",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "x-goog-api-key": api_key},
    )
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=300) as response:
            reply = json.loads(response.read())
    except urllib.error.HTTPError as error:
        said = error.read().decode("utf-8", "replace").replace(api_key, "***")
        raise Failure(f"The service answered {error.code}: {said[:500]}") from error
    except (OSError, ValueError) as error:
        raise Failure(f"The call failed: {error}") from error

    found = reply["candidates"][0].get("content", {}).get("parts", [])
    words = "".join(part.get("text", "") for part in found if not part.get("thought"))
    images = [part["inlineData"] for part in found if "inlineData" in part and not part.get("thought")]
    if not images:
        raise Failure(f"There is no picture in the answer: {reply['candidates'][0].get('finishReason')}. {words}")
    return images[-1]["mimeType"], base64.b64decode(images[-1]["data"], validate=True), words


def run(message):
    """One assignment: what the client made of it, in the words of the protocol."""
    try:
        media_type, data, words = generate(message["baseAddress"], message.get("apiKey"), message["task"])
    except Failure as failure:
        return {"failure": {"message": str(failure)}}
    except Exception as accident:  # The client broke; where a failure is wanted, this does not pass for one.
        traceback.print_exc()
        return {"failure": {"message": f"{type(accident).__name__}: {accident}", "unexpected": True}}
    picture = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "mediaType": media_type}
    return {"pictures": [picture], **({"text": words} if words else {})}


def main():
    # Whatever the client prints goes to standard error, so that it never gets between the lines of the protocol.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        message = json.loads(line)
        if message["type"] == "bye":
            return
        if message["type"] == "hello":
            answer = HELLO
        else:
            answer = {"type": "result", "id": message["id"], **run(message)}
        out.write(json.dumps(answer) + "\n")
        out.flush()


main()
