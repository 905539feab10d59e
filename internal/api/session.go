package api

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/identity"
)

// postHeader chooses, for one request, the post in which the caller acts.
const postHeader = "X-Huiyin-Post"

// SignInBody asks for a token.
type SignInBody struct {
	Account  string `json:"account" form:"line,required"`
	Password string `json:"password" form:"line,required"`
	Post     int64  `json:"post,omitempty" form:"number"`
}

// check complains about what was left out; what a password holds is nobody's matter here.
func (in SignInBody) check() error {
	var bad fault.Fields
	if in.Account == "" {
		bad.Add("account", "field.required")
	}
	if in.Password == "" {
		bad.Add("password", "field.required")
	}
	return bad.Err()
}

// Signed is a token and the posts its holder may act in.
type Signed struct {
	Token     string    `json:"token"`
	ExpiresAt time.Time `json:"expires_at"`
	Post      int64     `json:"post"`
	Posts     []Post    `json:"posts"`
}

// Post is one post of the signed-in person.
type Post struct {
	ID       int64  `json:"id"`
	Role     string `json:"role"`
	Title    string `json:"title"`
	Org      string `json:"org"`
	Congress string `json:"congress"`
}

// signIn finds out who calls, and in which post.
func (c *call) signIn() error {
	token, ok := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return fault.New(fault.Unauthenticated, "fault.unauthenticated")
	}
	who, err := c.s.Identity.Resolve(c.Context(), token)
	if err != nil {
		return err
	}
	if err := who.Ready(); err != nil {
		return err
	}
	c.who, c.say = who, answer.Under(c.say, who.Pack)
	return c.choosePost(c.Header.Get(postHeader))
}

func (c *call) choosePost(text string) error {
	if text == "" {
		return nil
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return fault.OnField(postHeader, "field.number")
	}
	posts, err := c.s.Identity.Posts(c.Context(), c.who)
	if err != nil {
		return err
	}
	for _, p := range posts {
		if p.Actor.Post.ID == id {
			c.who.Actor = p.Actor
			return nil
		}
	}
	return fault.New(fault.Forbidden, "fault.not_your_post")
}

func (c *call) createSession() (any, error) {
	var in SignInBody
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	token, who, err := c.s.Identity.SignIn(c.Context(), in.Account, in.Password, c.origin())
	if err != nil {
		return nil, err
	}
	if in.Post != 0 && in.Post != who.Actor.Post.ID {
		signed := who
		if token, who, err = c.s.Identity.SwitchPost(c.Context(), who, in.Post, c.origin()); err != nil {
			return nil, errors.Join(err, c.s.Identity.SignOut(c.Context(), signed, c.origin())) // no session whose token nobody knows
		}
	}
	c.who = who
	posts, err := c.posts()
	if err != nil {
		return nil, err
	}
	return Signed{Token: token, ExpiresAt: c.s.Now().Add(identity.SessionLife).UTC(), Post: who.Actor.Post.ID, Posts: posts}, nil
}

func (c *call) posts() ([]Post, error) {
	list, err := c.s.Identity.Posts(c.Context(), c.who)
	out := make([]Post, 0, len(list))
	for _, h := range list {
		p := h.Actor.Post
		out = append(out, Post{ID: p.ID, Role: string(p.Role), Title: p.Title, Org: h.Actor.Org.Name, Congress: h.Congress.Code})
	}
	return out, err
}

func (c *call) endSession() (any, error) {
	return nil, c.s.Identity.SignOut(c.Context(), c.who, c.origin())
}
