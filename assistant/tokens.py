"""Who may speak in a session: signed tokens, never a field the client fills."""

from itsdangerous import BadSignature, URLSafeSerializer

from assistant.errors import NotAllowed


class Tokens:
    """Signs and reads session and shopper tokens with one secret."""

    def __init__(self, secret: str) -> None:
        self._session = URLSafeSerializer(secret, salt="dangol.session")
        self._shopper = URLSafeSerializer(secret, salt="dangol.shopper")

    def for_session(self, session_id: str) -> str:
        return str(self._session.dumps(session_id))

    def check_session(self, session_id: str, token: str) -> None:
        """NotAllowed unless `token` was signed for `session_id`."""
        if _read(self._session, token) != session_id:
            raise NotAllowed("the token does not belong to this session; open a session and send its token")

    def for_shopper(self, shopper_id: str) -> str:
        return str(self._shopper.dumps(shopper_id))

    def shopper(self, token: str) -> str:
        """The shopper id a token was signed for; NotAllowed for any other token."""
        return _read(self._shopper, token)


def _read(serializer: URLSafeSerializer, token: str) -> str:
    try:
        return str(serializer.loads(token))
    except BadSignature as error:
        raise NotAllowed("the token is not one of ours; ask for a new one") from error
