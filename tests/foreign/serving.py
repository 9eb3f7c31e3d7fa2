"""Serves Canaille, an OpenID Connect provider that is not ours, for as long as its input is open.

It runs in an environment of its own and is told everything on the first line of its input; each
further line is a key with which it signs from then on.
"""

import json
import sys
from threading import Thread

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from werkzeug.serving import make_server


def main() -> None:
    told = json.loads(sys.stdin.readline())
    address = f"127.0.0.1:{told['port']}"
    app = create_app(
        {
            "SECRET_KEY": told["session_secret"],
            "SERVER_NAME": address,
            "PREFERRED_URL_SCHEME": "http",
            "CACHE_TYPE": "SimpleCache",
            "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "TIMEZONE": "UTC"},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [told["key"]], "TRUSTED_DOMAINS": ["127.0.0.1"]},
        },
        env_file="",
    )
    with app.app_context():
        save = Backend.instance.save
        user = models.User(
            user_name=told["login"],
            family_name=told["login"],
            formatted_name=told["login"],
            emails=["nobody@example.org"],
            password=told["password"],
        )
        save(user)
        save(models.Group(display_name=told["group"], members=[user]))
        ours, others = (client_of(name, told) for name in (told["client_id"], "misled"))
        for each in (ours, others):
            save(each)
            # What the other one is given is meant for us alone.
            each.audience = [ours]
            save(each)
    server = make_server("127.0.0.1", told["port"], app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    tell("serving")
    for line in sys.stdin:
        app.config["CANAILLE_OIDC"]["ACTIVE_JWKS"] = [json.loads(line)]
        tell("signing anew")
    server.shutdown()


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def client_of(name: str, told: dict[str, str]) -> models.Client:
    return models.Client(
        client_id=name,
        client_secret=told["secret"],
        client_name=name,
        client_uri="http://127.0.0.1",
        redirect_uris=[told["redirect"]],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "groups"],
        token_endpoint_auth_method="client_secret_basic",
        contacts=["nobody@example.org"],
    )


if __name__ == "__main__":
    main()
