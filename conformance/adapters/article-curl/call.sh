#!/usr/bin/env bash
# The pipeline the article teaches: curl, jq, head, base64, a file with a fixed name. It looks at no status.
curl -s -X POST "$ENDPOINT" \
  -H "x-goog-api-key: $KEY" \
  -H "Content-Type: application/json" \
  -d @"$BODY" \
  | jq -r '.candidates[0].content.parts[] | select(.inlineData) | .inlineData.data' \
  | head -1 \
  | base64 --decode > "$FILE"
