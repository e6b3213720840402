"""The reference server of the blog API: python -m tests.projects.blog_api_server 8000."""

from __future__ import annotations

import base64
import binascii
import sys

from .serving import Action, Api, Errors, Json, ProblemError, Reply, Request, now, page_limit, serve_on_port


class BlogApi(Api):
    """Posts and comments in two dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[int, Json] = {}
        self.comments: dict[int, Json] = {}

    def routes(self) -> dict[str, dict[str, Action]]:
        """The paths of the contract."""
        return {
            "/posts": {"GET": self.list_posts, "POST": self.create_post},
            "/posts/{}": {"GET": self.read_post, "PUT": self.replace_post, "DELETE": self.delete_post},
            "/posts/{}/comments": {"GET": self.list_comments, "POST": self.create_comment},
            "/comments/{}": {"GET": self.read_comment, "DELETE": self.delete_comment},
        }

    def create_post(self, request: Request) -> Reply:
        """Store a post."""
        post = {"id": next(self.numbers), **self.post_fields(request), "created_at": now()}
        self.posts[post["id"]] = post
        return Reply(201, post, {"Location": f"/posts/{post['id']}"})

    def read_post(self, _: Request, post_id: str) -> Reply:
        """One post."""
        return Reply(200, find(self.posts, post_id))

    def replace_post(self, request: Request, post_id: str) -> Reply:
        """Give a post a new title and body."""
        post = find(self.posts, post_id)
        post.update(self.post_fields(request))
        return Reply(200, post)

    def delete_post(self, _: Request, post_id: str) -> Reply:
        """Delete a post with its comments."""
        post = self.posts.pop(find(self.posts, post_id)["id"])
        self.comments = {key: each for key, each in self.comments.items() if each["post_id"] != post["id"]}
        return Reply(204)

    def list_posts(self, request: Request) -> Reply:
        """A page of posts, the newest first."""
        limit, last_seen = page_limit(request), self.last_seen(request)
        older = [post for post in reversed(self.posts.values()) if last_seen is None or post["id"] < last_seen]
        page = older[:limit]
        return Reply(200, {"posts": page, "next": cursor_after(page[-1]) if len(older) > limit else None})

    def last_seen(self, request: Request) -> int | None:
        """The id of the last post that the client has seen."""
        if "after" not in request.query:
            return None
        try:
            return int(base64.b64decode(request.query["after"], validate=True))
        except (ValueError, binascii.Error):
            raise ProblemError(422, "No such cursor.", errors=[{"field": "after", "detail": "unknown"}]) from None

    def post_fields(self, request: Request) -> Json:
        """The members of a post that a client may choose."""
        body, errors = request.json(), Errors()
        errors.text(body, "title", 1, 200)
        errors.text(body, "body", 1, 10_000)
        errors.tell()
        return {"title": body["title"], "body": body["body"]}

    def create_comment(self, request: Request, post_id: str) -> Reply:
        """Store a comment under a post."""
        post, body, errors = find(self.posts, post_id), request.json(), Errors()
        errors.text(body, "author", 1, 50)
        errors.text(body, "text", 1, 2_000)
        errors.tell()
        comment = {"id": next(self.numbers), "post_id": post["id"], "author": body["author"], "text": body["text"]}
        self.comments[comment["id"]] = comment = {**comment, "created_at": now()}
        return Reply(201, comment, {"Location": f"/comments/{comment['id']}"})

    def list_comments(self, _: Request, post_id: str) -> Reply:
        """The comments of a post, the oldest first."""
        post = find(self.posts, post_id)
        return Reply(200, {"comments": [each for each in self.comments.values() if each["post_id"] == post["id"]]})

    def read_comment(self, _: Request, comment_id: str) -> Reply:
        """One comment."""
        return Reply(200, find(self.comments, comment_id))

    def delete_comment(self, _: Request, comment_id: str) -> Reply:
        """Delete a comment."""
        del self.comments[find(self.comments, comment_id)["id"]]
        return Reply(204)


def find(records: dict[int, Json], key: str) -> Json:
    """The record with an id from a path."""
    if key.isdecimal() and int(key) in records:
        return records[int(key)]
    raise ProblemError(404, "There is nothing with this id.")


def cursor_after(post: Json) -> str:
    """A cursor that leads to what comes after a post."""
    return base64.b64encode(str(post["id"]).encode()).decode()


if __name__ == "__main__":
    serve_on_port(BlogApi(), int(sys.argv[1]))
