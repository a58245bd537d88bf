"""A client that breaks in four ways, by the status it is answered with: 401 is a line of rubbish, 500 its end, 503 its end
behind the result, 400 its result twice. Every other case it does. None of that is to touch another case."""

import json
import os
import sys
import urllib.error
import urllib.request


def say(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        say({"type": "hello", "protocol": 1, "name": "breaking", "operations": ["generate"], "processes": 3})
    elif message["type"] == "bye":
        break
    else:
        url = f"{message['baseAddress']}/v1beta/models/{message['task']['model']}:generateContent"
        request = urllib.request.Request(url, b"{}", {"x-goog-api-key": message.get("apiKey", "")})
        status = 200
        try:
            urllib.request.urlopen(request).read()
        except urllib.error.HTTPError as error:
            status = error.code
        result = {"type": "result", "id": message["id"], "failure": {"message": "no"}}
        if status == 401:
            say("rubbish")
            continue
        if status == 500:
            os._exit(9)
        say(result)
        if status == 400:
            say(result)
        if status == 503:
            os._exit(4)
