"""Acceptance test of the blog API: python3 blog_api.py http://localhost:8000."""

from __future__ import annotations

import secrets
import sys
from dataclasses import dataclass
from urllib.parse import urlencode

try:
    from checks import Answer, Client, Json, Milestone, alike, main, path_to
except ModuleNotFoundError:
    print("Put checks.py from the project's page into the folder of this file.", file=sys.stderr)
    sys.exit(2)


def unique(text: str) -> str:
    """A text that no earlier run has used."""
    return f"{text} {secrets.token_hex(4)}"


def new_post(blog: Client, title: str = "") -> Json:
    """A post that the server has just stored."""
    sent = {"title": title or unique("A post"), "body": "The shop opens at nine."}
    answer = blog.send("POST", "/posts", sent)
    post = answer.record(201, sent)
    blog.clean_up_later(path_to("posts", post["id"]))
    return post


def new_comment(blog: Client, post: Json, text: str = "Well said.") -> Json:
    """A comment that the server has just stored under a post."""
    sent = {"author": "Ada", "text": text}
    answer = blog.send("POST", path_to("posts", post["id"], "comments"), sent)
    return answer.record(201, {"post_id": post["id"], **sent})


def is_gone(blog: Client, path: str) -> None:
    """End the check unless a path answers that there is nothing."""
    blog.send("GET", path).problem(404)


POSTS_STORED = Milestone("posts-stored")


@POSTS_STORED.check
def stores_a_post(blog: Client) -> None:
    """POST /posts answers 201 with the new post."""
    new_post(blog)


@POSTS_STORED.check
def says_where_the_post_is(blog: Client) -> None:
    """Location leads to the new post."""
    sent = {"title": unique("Found by its address"), "body": "Here it is."}
    answer = blog.send("POST", "/posts", sent)
    post = answer.record(201, sent)
    blog.clean_up_later(path_to("posts", post["id"]))
    found = blog.follow(answer)
    found.members(found.json_object(200), post)


@POSTS_STORED.check
def reads_a_post(blog: Client) -> None:
    """GET /posts/{id} answers 200 with the post."""
    post = new_post(blog)
    answer = blog.send("GET", path_to("posts", post["id"]))
    answer.members(answer.json_object(200), post)


@POSTS_STORED.check
def keeps_every_character(blog: Client) -> None:
    """A text comes back exactly as it was sent."""
    post = new_post(blog, unique("Crème brûlée & <b>\"bold\"</b>\n\\n 100% 'ok'; 🍮"))
    answer = blog.send("GET", path_to("posts", post["id"]))
    answer.members(answer.json_object(200), post)


@POSTS_STORED.check
def chooses_its_own_id(blog: Client) -> None:
    """An id and a created_at in the request are ignored."""
    sent = {"title": unique("Mine"), "body": "Text", "id": "chosen", "created_at": "1999-01-01T00:00:00Z"}
    answer = blog.send("POST", "/posts", sent)
    post = answer.record(201, {})
    blog.clean_up_later(path_to("posts", post["id"]))
    own = post["id"] != "chosen" and not post["created_at"].startswith("1999")
    answer.require(own, "an id and a created_at from the server")


ERRORS_TOLD = Milestone("errors-told")


@ERRORS_TOLD.check
def asks_for_each_member(blog: Client) -> None:
    """A missing title or body gets 422 that names it."""
    blog.send("POST", "/posts", {"body": "No title"}).problem(422, "title")
    blog.send("POST", "/posts", {"title": "No body"}).problem(422, "body")


@ERRORS_TOLD.check
def names_all_errors_at_once(blog: Client) -> None:
    """A request with two wrong members gets both named."""
    blog.send("POST", "/posts", {"title": "", "body": 17}).problem(422, "title", "body")


@ERRORS_TOLD.check
def limits_the_title(blog: Client) -> None:
    """A title may have 200 characters; 201 get 422."""
    new_post(blog, unique("x" * 191))
    blog.send("POST", "/posts", {"title": "x" * 201, "body": "Too long"}).problem(422, "title")


@ERRORS_TOLD.check
def tells_broken_json(blog: Client) -> None:
    """A body that is not JSON gets 400."""
    blog.send("POST", "/posts", b'{"title": "half').problem(400)


@ERRORS_TOLD.check
def wants_an_object(blog: Client) -> None:
    """A body that is JSON but not an object gets 422."""
    blog.send("POST", "/posts", ["title", "body"]).problem(422)


@ERRORS_TOLD.check
def misses_an_unknown_post(blog: Client) -> None:
    """An id that no post has gets 404, whatever it looks like."""
    is_gone(blog, "/posts/no-such-post")


@ERRORS_TOLD.check
def misses_an_unknown_path(blog: Client) -> None:
    """A path that is not in the contract gets 404."""
    is_gone(blog, "/no-such-path")


@ERRORS_TOLD.check
def refuses_a_wrong_method(blog: Client) -> None:
    """A method that a path does not have gets 405 and a header Allow."""
    answer = blog.send("DELETE", "/posts")
    answer.problem(405)
    answer.header("Allow")


POSTS_CHANGED = Milestone("posts-changed")


@POSTS_CHANGED.check
def replaces_a_post(blog: Client) -> None:
    """PUT /posts/{id} answers 200 with the changed post, and it stays changed."""
    post = new_post(blog)
    changed = {**post, "title": unique("Changed"), "body": "Now at ten."}
    sent = {"title": changed["title"], "body": changed["body"]}
    answer = blog.send("PUT", path_to("posts", post["id"]), sent)
    answer.members(answer.json_object(200), changed)
    answer = blog.send("GET", path_to("posts", post["id"]))
    answer.members(answer.json_object(200), changed)


@POSTS_CHANGED.check
def keeps_a_post_from_bad_input(blog: Client) -> None:
    """PUT with a member missing gets 422 and changes nothing."""
    post = new_post(blog)
    blog.send("PUT", path_to("posts", post["id"]), {"title": "Only a title"}).problem(422, "body")
    answer = blog.send("GET", path_to("posts", post["id"]))
    answer.members(answer.json_object(200), post)


@POSTS_CHANGED.check
def creates_nothing_by_put(blog: Client) -> None:
    """PUT to an id that no post has gets 404."""
    blog.send("PUT", "/posts/no-such-post", {"title": "New", "body": "Text"}).problem(404)


@POSTS_CHANGED.check
def deletes_a_post(blog: Client) -> None:
    """DELETE /posts/{id} answers 204, and the post is gone."""
    path = path_to("posts", new_post(blog)["id"])
    blog.send("DELETE", path).expect(204)
    is_gone(blog, path)


@POSTS_CHANGED.check
def deletes_only_once(blog: Client) -> None:
    """A second DELETE gets 404, and so does a PUT to a deleted post."""
    path = path_to("posts", new_post(blog)["id"])
    blog.send("DELETE", path).expect(204)
    blog.send("DELETE", path).problem(404)
    blog.send("PUT", path, {"title": "Back", "body": "Again"}).problem(404)


POSTS_PAGED = Milestone("posts-paged")


@dataclass(frozen=True)
class Page:
    """One page of the list, and the cursor of the page after it."""

    answer: Answer
    posts: list[Json]
    cursor: str | None

    def expect(self, wanted: list[Json]) -> str:
        """The cursor, once the page holds the wanted posts in their order and says that there are more."""
        expected = ", ".join(str(post["title"]) for post in wanted)
        got = ", ".join(str(post.get("title")) for post in self.posts)
        self.answer.require(got == expected, f"the posts {expected}", f"the posts {got}")
        self.answer.require(self.cursor is not None, '"next": a cursor, because there are older posts', "null")
        return self.cursor or ""


def get_page(blog: Client, **query: str | int) -> Page:
    """A page of posts as the server gives it."""
    answer = blog.send("GET", "/posts" + ("?" + urlencode(query) if query else ""))
    posts, cursor = answer.objects("posts"), answer.json_object(200).get("next", 0)
    answer.require(cursor is None or isinstance(cursor, str), '"next": a string, or null on the last page')
    return Page(answer, posts, cursor)


def five_posts(blog: Client) -> list[Json]:
    """Five new posts, the newest first, as the list shows them."""
    mark = secrets.token_hex(4)
    return [new_post(blog, f"post {number} of {mark}") for number in range(1, 6)][::-1]


@POSTS_PAGED.check
def lists_newest_first(blog: Client) -> None:
    """GET /posts?limit=4 lists the four newest posts, the newest first."""
    posts = five_posts(blog)
    get_page(blog, limit=4).expect(posts[:4])


@POSTS_PAGED.check
def lists_whole_posts(blog: Client) -> None:
    """A post in the list looks as it does at its own address."""
    post = new_post(blog)
    page = get_page(blog, limit=1)
    page.answer.require(alike(page.posts, [post]), "the newest post with all its members")


@POSTS_PAGED.check
def lists_twenty_by_default(blog: Client) -> None:
    """GET /posts without a limit lists 20 posts."""
    for _ in range(21):
        new_post(blog)
    page = get_page(blog)
    page.answer.require(len(page.posts) == 20, "20 posts", f"{len(page.posts)} posts")


@POSTS_PAGED.check
def repeats_nothing(blog: Client) -> None:
    """No post is repeated when a new one arrives between two pages."""
    posts = five_posts(blog)
    cursor = get_page(blog, limit=2).expect(posts[:2])
    new_post(blog)
    get_page(blog, limit=2, after=cursor).expect(posts[2:4])


@POSTS_PAGED.check
def skips_nothing(blog: Client) -> None:
    """No post is skipped when those already seen are deleted."""
    posts = five_posts(blog)
    cursor = get_page(blog, limit=2).expect(posts[:2])
    for post in posts[:2]:
        blog.send("DELETE", path_to("posts", post["id"])).expect(204)
    get_page(blog, limit=2, after=cursor).expect(posts[2:4])


@POSTS_PAGED.check
def ends_the_list(blog: Client) -> None:
    """Following next leads through every post once and ends with null."""
    wanted = [post["id"] for post in five_posts(blog)]
    page = get_page(blog, limit=3)
    seen = [post.get("id") for post in page.posts]
    while page.cursor is not None:
        page = get_page(blog, limit=100, after=page.cursor)
        page.answer.require(bool(page.posts), "a page with posts, because the page before it had a cursor")
        again = [post for post in page.posts if post.get("id") in seen]
        page.answer.require(not again, "posts that no earlier page had", f"again the posts {again}")
        seen += [post.get("id") for post in page.posts]
    page.answer.require(seen[:5] == wanted, "a list that ends after its oldest post", "an end before all were listed")


@POSTS_PAGED.check
def limits_the_page(blog: Client) -> None:
    """A limit outside 1 to 100, or not a number, gets 422."""
    for limit in ("0", "101", "many"):
        blog.send("GET", f"/posts?limit={limit}").problem(422, "limit")


@POSTS_PAGED.check
def refuses_a_strange_cursor(blog: Client) -> None:
    """A cursor that the server never gave gets 422."""
    blog.send("GET", "/posts?after=no-such-cursor").problem(422, "after")


COMMENTS_ADDED = Milestone("comments-added")


@COMMENTS_ADDED.check
def stores_a_comment(blog: Client) -> None:
    """POST /posts/{id}/comments answers 201, and Location leads to the comment."""
    post = new_post(blog)
    sent = {"author": "Ada", "text": unique("First")}
    answer = blog.send("POST", path_to("posts", post["id"], "comments"), sent)
    comment = answer.record(201, {"post_id": post["id"], **sent})
    found = blog.follow(answer)
    found.members(found.json_object(200), comment)


@COMMENTS_ADDED.check
def lists_its_own_comments(blog: Client) -> None:
    """GET /posts/{id}/comments lists the comments of this post, the oldest first."""
    post, other = new_post(blog), new_post(blog)
    first, _, second = (new_comment(blog, each) for each in (post, other, post))
    answer = blog.send("GET", path_to("posts", post["id"], "comments"))
    answer.require(alike(answer.objects("comments"), [first, second]), f"the comments {first['id']} and {second['id']}")


@COMMENTS_ADDED.check
def checks_comments(blog: Client) -> None:
    """A wrong author or text gets 422 that names it."""
    path = path_to("posts", new_post(blog)["id"], "comments")
    blog.send("POST", path, {"author": "A" * 51, "text": ""}).problem(422, "author", "text")


@COMMENTS_ADDED.check
def needs_a_post_to_comment(blog: Client) -> None:
    """Comments of a post that does not exist get 404."""
    path = "/posts/no-such-post/comments"
    is_gone(blog, path)
    blog.send("POST", path, {"author": "Ada", "text": "Hello?"}).problem(404)


@COMMENTS_ADDED.check
def deletes_a_comment(blog: Client) -> None:
    """DELETE /comments/{id} answers 204, and only this comment is gone."""
    post = new_post(blog)
    gone, left = new_comment(blog, post), new_comment(blog, post)
    blog.send("DELETE", path_to("comments", gone["id"])).expect(204)
    is_gone(blog, path_to("comments", gone["id"]))
    answer = blog.send("GET", path_to("posts", post["id"], "comments"))
    answer.require(alike(answer.objects("comments"), [left]), f"only the comment {left['id']}")


@COMMENTS_ADDED.check
def deletes_comments_with_their_post(blog: Client) -> None:
    """With a post its comments are deleted."""
    post = new_post(blog)
    comment = new_comment(blog, post)
    blog.send("DELETE", path_to("posts", post["id"])).expect(204)
    is_gone(blog, path_to("comments", comment["id"]))


RESTART_SURVIVED = Milestone("restart-survived", "Create a post, restart your server, and read the post again.")

if __name__ == "__main__":
    main(POSTS_STORED, ERRORS_TOLD, POSTS_CHANGED, POSTS_PAGED, COMMENTS_ADDED, RESTART_SURVIVED)
