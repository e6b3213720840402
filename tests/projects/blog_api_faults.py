"""Broken blog APIs, and the checks that have to find them."""

from __future__ import annotations

from dataclasses import replace

from .blog_api_server import BlogApi, cursor_after, find
from .faults import Fault, altering, errors_as_plain_json, with_status, without_header
from .serving import Errors, Json, Reply, Request, page_limit


class OffsetPages(BlogApi):
    """Counts how many posts to step over instead of remembering the last one seen."""

    def list_posts(self, request: Request) -> Reply:
        return self.slice([*reversed(self.posts.values())], request)

    def slice(self, posts: list[Json], request: Request) -> Reply:
        start = self.last_seen(request) or 0
        end = start + page_limit(request)
        return Reply(200, {"posts": posts[start:end], "next": cursor_after({"id": end}) if end < len(posts) else None})


class SkippingPages(OffsetPages):
    """Hides what is newer than the first page, so that only a deleted post moves the others."""

    newest = 0

    def list_posts(self, request: Request) -> Reply:
        if "after" not in request.query:
            self.newest = max(self.posts, default=0)
        return self.slice([post for post in reversed(self.posts.values()) if post["id"] <= self.newest], request)


class OldestFirst(BlogApi):
    """Lists posts in the order in which they came."""

    def list_posts(self, request: Request) -> Reply:
        return Reply(200, {"posts": [*self.posts.values()][: page_limit(request)], "next": None})


class EndlessPages(BlogApi):
    """Gives a cursor for ever, also behind the last post."""

    def list_posts(self, request: Request) -> Reply:
        reply = super().list_posts(request)
        assert reply.body is not None
        return replace(reply, body={**reply.body, "next": reply.body["next"] or "MA=="})


class OneErrorAtATime(BlogApi):
    """Stops at the first wrong field."""

    def post_fields(self, request: Request) -> Json:
        body = request.json()
        for field, longest in (("title", 200), ("body", 10_000)):
            errors = Errors()
            errors.text(body, field, 1, longest)
            errors.tell()
        return {"title": body["title"], "body": body["body"]}


class LenientTitle(BlogApi):
    """Cuts a long title instead of refusing it."""

    def create_post(self, request: Request) -> Reply:
        if len(str(request.content)) > 200 and b"Too long" in request.content:
            request = replace(request, content=b'{"title": "cut", "body": "short"}')
        return super().create_post(request)


class ForgetfulPut(BlogApi):
    """Answers with the changed post but does not store it."""

    def replace_post(self, request: Request, post_id: str) -> Reply:
        return Reply(200, {**find(self.posts, post_id), **self.post_fields(request)})


class OrphanedComments(BlogApi):
    """Deletes a post and leaves its comments."""

    def delete_post(self, _: Request, post_id: str) -> Reply:
        del self.posts[find(self.posts, post_id)["id"]]
        return Reply(204)


class MixedComments(BlogApi):
    """Lists the comments of all posts under each."""

    def list_comments(self, _: Request, post_id: str) -> Reply:
        find(self.posts, post_id)
        return Reply(200, {"comments": [*self.comments.values()]})


class EscapedText(BlogApi):
    """Changes the text on its way in."""

    def post_fields(self, request: Request) -> Json:
        return {name: text.replace("<", "&lt;") for name, text in super().post_fields(request).items()}


FAULTS = [
    Fault(altering(BlogApi, with_status(200, 201)), "posts-stored", "POST /posts answers 201"),
    Fault(altering(BlogApi, without_header("Location")), "posts-stored", "Location leads to the new post"),
    Fault(EscapedText, "posts-stored", "A text comes back exactly"),
    Fault(altering(BlogApi, errors_as_plain_json), "errors-told", "A missing title or body"),
    Fault(altering(BlogApi, with_status(422, 400)), "errors-told", "A body that is not JSON gets 400"),
    Fault(altering(BlogApi, without_header("Allow")), "errors-told", "A method that a path does not have"),
    Fault(OneErrorAtATime, "errors-told", "A request with two wrong members"),
    Fault(LenientTitle, "errors-told", "A title may have 200 characters"),
    Fault(ForgetfulPut, "posts-changed", "PUT /posts/{id} answers 200"),
    Fault(altering(BlogApi, with_status(204, 404, "DELETE")), "posts-changed", "A second DELETE gets 404"),
    Fault(OffsetPages, "posts-paged", "No post is repeated"),
    Fault(SkippingPages, "posts-paged", "No post is skipped"),
    Fault(OldestFirst, "posts-paged", "GET /posts?limit=4 lists the four newest"),
    Fault(EndlessPages, "posts-paged", "Following next leads through every post"),
    Fault(OrphanedComments, "comments-added", "With a post its comments are deleted"),
    Fault(MixedComments, "comments-added", "GET /posts/{id}/comments lists the comments"),
]
