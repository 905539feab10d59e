package store

import (
	"context"
	"slices"
	"sync"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
)

// Directory is a congress's meetings, organisations, posts, people and categories in memory, ended ones included, because pages need
// names all the time. It is read-only and safe to share.
type Directory struct {
	Congress   org.Congress
	Sessions   []org.Session  // the newest first
	Orgs       []org.Org      // in the official order
	Posts      []org.Post     // by id
	Categories []org.Category // as Tx.Categories orders them

	version    int64
	orgs       map[int64]org.Org
	people     map[int64]org.Person
	posts      map[int64]org.Post
	categories map[int64]org.Category
}

// Org returns an organisation of the congress.
func (d *Directory) Org(id int64) (org.Org, bool) { o, ok := d.orgs[id]; return o, ok }

// OrgName returns an organisation's full name, or "".
func (d *Directory) OrgName(id int64) string { return d.orgs[id].Name }

// OrgNameOn returns the full name that an organisation had on a day, as letters of that day carry it, or "".
func (d *Directory) OrgNameOn(id int64, day calendar.Day) string { return d.orgs[id].NameOn(day) }

// Session returns a session of the congress; false when there is none with that id.
func (d *Directory) Session(id int64) (org.Session, bool) {
	i := slices.IndexFunc(d.Sessions, func(s org.Session) bool { return s.ID == id })
	if i < 0 {
		return org.Session{}, false
	}
	return d.Sessions[i], true
}

// OrgShort returns an organisation's short name, its full name when it has none, or "".
func (d *Directory) OrgShort(id int64) string {
	if o := d.orgs[id]; o.ShortName != "" {
		return o.ShortName
	}
	return d.orgs[id].Name
}

// OrgShortOn returns how lists of a day call an organisation: by its short name, or by the official name that it had then where that was another. An
// empty day is today.
func (d *Directory) OrgShortOn(id int64, day calendar.Day) string {
	if then := d.OrgNameOn(id, day); day != "" && then != d.OrgName(id) {
		return then
	}
	return d.OrgShort(id)
}

// OrgCalled finds the organisation that has the text as code, name, short name or alias; one that has ended only when no
// living one is called so.
func (d *Directory) OrgCalled(text string) (org.Org, bool) {
	var ended org.Org
	for _, o := range d.Orgs {
		if !called(o, text) {
			continue
		}
		if o.Ended == "" {
			return o, true
		}
		ended = o
	}
	return ended, ended.ID != 0
}

func called(o org.Org, text string) bool {
	if text == o.Code || text == o.Name || text == o.ShortName {
		return text != ""
	}
	for _, a := range o.Aliases {
		if a == text {
			return true
		}
	}
	return false
}

// Person returns a person who holds or held a post in the congress.
func (d *Directory) Person(id int64) (org.Person, bool) { p, ok := d.people[id]; return p, ok }

// PersonName returns a person's name, or "".
func (d *Directory) PersonName(id int64) string { return d.people[id].Name }

// Post returns a post of the congress.
func (d *Directory) Post(id int64) (org.Post, bool) { p, ok := d.posts[id]; return p, ok }

// PostName returns the name of the person in a post, or "".
func (d *Directory) PostName(id int64) string { return d.people[d.posts[id].Person].Name }

// Serves reports whether a person holds a post of one of the roles in the congress on a day.
func (d *Directory) Serves(person int64, on calendar.Day, roles ...org.Role) bool {
	return slices.ContainsFunc(d.Posts, func(p org.Post) bool {
		return p.Person == person && p.From <= on && (p.To == "" || p.To >= on) && slices.Contains(roles, p.Role)
	})
}

// Actor returns the person, post and organisation of a post.
func (d *Directory) Actor(post int64) (org.Actor, bool) {
	p, ok := d.posts[post]
	return org.Actor{Person: d.people[p.Person], Post: p, Org: d.orgs[p.Org]}, ok
}

// Category returns an entry of the dictionary of matters.
func (d *Directory) Category(id int64) (org.Category, bool) { c, ok := d.categories[id]; return c, ok }

// directories caches the directory of each congress. Every change of an organisation, post or person moves a counter in
// the congress's row; a node that sees another number reads again.
type directories struct {
	mu   sync.Mutex
	byID map[int64]*Directory
}

// cachedDirectories bounds the memory of an installation with very many congresses.
const cachedDirectories = 64

func (c *directories) get(congress, version int64) *Directory {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := c.byID[congress]; d != nil && d.version == version {
		return d
	}
	return nil
}

func (c *directories) put(d *Directory) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byID == nil {
		c.byID = map[int64]*Directory{}
	}
	if old := c.byID[d.Congress.ID]; old != nil && old.version > d.version {
		return
	}
	for id := range c.byID {
		if len(c.byID) < cachedDirectories {
			break
		}
		delete(c.byID, id)
	}
	c.byID[d.Congress.ID] = d
}

// Directory returns the directory of a congress; a fault of kind NotFound when there is no such congress.
func (s *Store) Directory(ctx context.Context, congress int64) (d *Directory, err error) {
	err = s.View(ctx, func(tx *Tx) error {
		d, err = tx.Directory(ctx, congress)
		return err
	})
	return d, err
}

// Directory is Store.Directory inside a transaction. One statement for the whole transaction when nothing has changed.
func (t *Tx) Directory(ctx context.Context, congress int64) (*Directory, error) {
	if d := t.dirs[congress]; d != nil && !t.touched {
		return d, nil
	}
	d, err := t.readDirectory(ctx, congress)
	if err == nil && !t.touched {
		t.keep(d)
	}
	return d, err
}

// know keeps the directory of which a statement has just told the version, if it is in memory.
func (t *Tx) know(congress, version int64) {
	if d := t.s.dirs.get(congress, version); d != nil && t.reading {
		t.keep(d)
	}
}

func (t *Tx) keep(d *Directory) {
	if t.dirs == nil {
		t.dirs = map[int64]*Directory{}
	}
	t.dirs[d.Congress.ID] = d
}

func (t *Tx) readDirectory(ctx context.Context, congress int64) (*Directory, error) {
	version, err := Value[int64](ctx, t, `SELECT directory_version FROM congress WHERE id = $1`, congress)
	if err != nil {
		return nil, err
	}
	if d := t.s.dirs.get(congress, version); d != nil && !t.touched {
		return d, nil
	}
	d, err := t.loadDirectory(ctx, congress)
	if err != nil {
		return nil, err
	}
	d.version = version
	if t.reading { // what a writing one reads may never be committed: it, or another before it in its group, may have changed it
		t.s.dirs.put(d)
	}
	return d, nil
}

func (t *Tx) loadDirectory(ctx context.Context, congress int64) (*Directory, error) {
	d := &Directory{}
	var err error
	if d.Congress, err = t.Congress(ctx, congress); err != nil {
		return nil, err
	}
	if d.Sessions, err = All(ctx, t, sessionPlaces, sessionColumns+` WHERE congress_id = $1 ORDER BY term DESC, number DESC`, congress); err != nil {
		return nil, err
	}
	if d.Orgs, err = t.Orgs(ctx, congress); err != nil {
		return nil, err
	}
	if d.Posts, err = All(ctx, t, postPlaces, postColumns+` WHERE congress_id = $1 ORDER BY id`, congress); err != nil {
		return nil, err
	}
	people, err := All(ctx, t, personPlaces, personColumns+` WHERE id IN (SELECT person_id FROM post WHERE congress_id = $1)`, congress)
	if err != nil {
		return nil, err
	}
	if d.Categories, err = t.Categories(ctx, congress); err != nil {
		return nil, err
	}
	d.orgs = keyed(d.Orgs, func(o org.Org) int64 { return o.ID })
	d.posts = keyed(d.Posts, func(p org.Post) int64 { return p.ID })
	d.people = keyed(people, func(p org.Person) int64 { return p.ID })
	d.categories = keyed(d.Categories, func(c org.Category) int64 { return c.ID })
	return d, nil
}

func keyed[T any](list []T, id func(T) int64) map[int64]T {
	m := make(map[int64]T, len(list))
	for _, v := range list {
		m[id(v)] = v
	}
	return m
}
