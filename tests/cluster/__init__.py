"""The check on three addresses behind HAProxy, with people in the middle of it, while parts of it die."""
