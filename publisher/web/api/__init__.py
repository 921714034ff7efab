"""The API that players use; `openapi.yaml` beside this folder describes it whole."""
