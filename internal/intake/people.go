package intake

import (
	"context"
	"io"
	"strconv"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
)

// PeopleRequest says who brings in which sheet.
type PeopleRequest struct {
	Who      identity.Who
	From     identity.Origin
	Congress int64
	Sheet    string // sheet.Units, sheet.Deputies or sheet.Accounts
	File     string
	DryRun   bool
	GoodOnly bool
	Key      string // of the form: first passwords are then made behind its page, in the batch that the result names; empty: at once, as slips
	// Keep is given the slips before their accounts are there: what it cannot keep does not come into being. It may be given them again.
	Keep func([]Slip) error
}

// Slip is a first password to hand over on paper: shown once.
type Slip struct {
	Name, Org string
	Login     string
	Password  string
}

// people is one import of people on its way.
type people struct {
	*Importer
	world
	PeopleRequest
	ids    *identity.Service
	all    *sheet.People
	result Result
}

// ImportPeople brings in the organisations, the deputies or the accounts of a workbook. Organisations are recognised by
// name, deputies by certificate number, accounts by sign-in name: those that are there already are left as they are. The
// system administrator brings in organisations and deputies, the security officer accounts.
func (im *Importer) ImportPeople(ctx context.Context, ids *identity.Service, file io.ReaderAt, size int64, r PeopleRequest) (Result, error) {
	if err := mayArrange(r); err != nil {
		return Result{}, err
	}
	w, err := im.look(ctx, r.Congress)
	if err != nil {
		return Result{}, err
	}
	all, problems, err := sheet.ReadPeople(ctx, file, size, w.opt, r.Sheet)
	if err != nil {
		return Result{}, err
	}
	p := &people{Importer: im, world: w, PeopleRequest: r, ids: ids, all: all}
	good, _ := all.Good()
	switch r.Sheet {
	case sheet.Units:
		p.result.Read, p.result.Good = len(all.Units), len(good.Units)
	case sheet.Deputies:
		p.result.Read, p.result.Good = len(all.Deputies), len(good.Deputies)
	default:
		p.result.Read, p.result.Good = len(all.Accounts), len(good.Accounts)
	}
	p.result.Problems = problems
	plan, err := p.plan(ctx, good)
	if err != nil {
		return Result{}, err
	}
	p.result.Wrong = p.result.Read - p.result.Good
	if r.DryRun || p.result.Errors() > 0 && !r.GoodOnly {
		return p.result, nil
	}
	if err := plan(ctx); err != nil {
		return Result{}, err
	}
	p.result.Written = true
	return p.result, nil
}

// mayArrange keeps the three administrators apart (三员分立).
func mayArrange(r PeopleRequest) error {
	role := org.Admin
	if r.Sheet == sheet.Accounts {
		role = org.Security
	}
	if !r.Who.IsProgram() && (r.Who.Actor.Post.Role != role || r.Who.Actor.Post.Congress != r.Congress) {
		return fault.New(fault.Forbidden, "import.not_administrator")
	}
	return r.Who.Ready()
}

// plan decides what is new and returns what writes it.
func (p *people) plan(ctx context.Context, good *sheet.People) (func(context.Context) error, error) {
	switch p.Sheet {
	case sheet.Units:
		return p.units(good.Units), nil
	case sheet.Deputies:
		return p.deputies(good.Deputies), nil
	}
	return p.accounts(ctx, good.Accounts)
}

// spoil reports a row that only the database shows to be wrong, by the cell that says so.
func (p *people) spoil(row int, column, key string, args ...any) {
	p.result.Good--
	p.result.Problems = append(p.result.Problems, p.all.Fault(p.Sheet, row, column, key, args...))
}

func (p *people) log(ctx context.Context, tx *store.Tx, n int) error {
	detail := p.Sheet + " " + p.File + " " + strconv.Itoa(n)
	return identity.Record(ctx, tx, p.Who, p.From, identity.RightsChanged, "congress:"+strconv.FormatInt(p.Congress, 10), detail)
}

func (p *people) units(rows []sheet.Unit) func(context.Context) error {
	var fresh []sheet.Unit
	for _, u := range rows {
		if _, there := p.dir.OrgCalled(u.Name); there {
			p.result.Present++
			continue
		}
		fresh = append(fresh, u)
	}
	p.result.New = len(fresh)
	return func(ctx context.Context) error {
		ids, err := p.Store.NewIDs(ctx, len(fresh))
		if err != nil || len(fresh) == 0 {
			return err
		}
		list := p.organisations(fresh, ids)
		return p.Store.Do(ctx, func(tx *store.Tx) error {
			if err := registry.Enter(ctx, tx, p.Who.Actor, roster.Rows{Orgs: list}); err != nil {
				return err
			}
			return p.log(ctx, tx, len(list))
		})
	}
}

// organisations makes the rows, those that others name first. A ring of parents is cut where it is met.
func (p *people) organisations(fresh []sheet.Unit, ids []int64) []org.Org {
	byName := map[string]int{}
	for i, u := range fresh {
		byName[sheet.Fold(u.Name)] = i
	}
	done := make([]int, len(fresh)) // 0 not met, 1 under way, 2 in the list
	var out []org.Org
	var place func(i int)
	refer := func(r sheet.Ref) int64 {
		if r.ID != 0 || r.Name == "" {
			return r.ID
		}
		i, ok := byName[sheet.Fold(r.Name)]
		if !ok || done[i] == 1 {
			return 0
		}
		place(i)
		return ids[i]
	}
	place = func(i int) {
		if done[i] != 0 {
			return
		}
		done[i] = 1
		u := fresh[i]
		o := org.Org{
			ID: ids[i], Congress: p.Congress, Kind: u.Kind, Code: u.Code, Name: u.Name, ShortName: u.Short, Aliases: u.Aliases,
			Parent: refer(u.Parent), Special: refer(u.Special), Government: u.Government == sheet.Yes, Position: int64(len(p.dir.Orgs) + i + 1),
		}
		if o.Code == "" {
			o.Code = "u" + strconv.FormatInt(o.ID, 10)
		}
		done[i] = 2
		out = append(out, o)
	}
	for i := range fresh {
		place(i)
	}
	return out
}

func (p *people) deputies(rows []sheet.Deputy) func(context.Context) error {
	known := map[string]bool{}
	for _, post := range p.dir.Posts {
		if post.Role == org.Deputy {
			known[sheet.Fold(post.Cert)] = true
		}
	}
	var fresh []sheet.Deputy
	for _, d := range rows {
		switch {
		case known[sheet.Fold(d.Cert)]:
			p.result.Present++
		case d.Delegation.ID == 0:
			p.spoil(d.Row, "delegation", "import.units_first", "value", d.Delegation.Name)
		case d.County.ID == 0 && d.County.Name != "":
			p.spoil(d.Row, "county", "import.units_first", "value", d.County.Name)
		default:
			fresh = append(fresh, d)
		}
	}
	p.result.New = len(fresh)
	return func(ctx context.Context) error {
		ids, err := p.Store.NewIDs(ctx, 2*len(fresh))
		if err != nil || len(fresh) == 0 {
			return err
		}
		var persons []org.Person
		var posts []org.Post
		for i, d := range fresh {
			persons = append(persons, org.Person{ID: ids[2*i], Name: d.Name, Gender: d.Gender, Phone: d.Phone, Address: d.Address})
			posts = append(posts, org.Post{
				ID: ids[2*i+1], Congress: p.Congress, Org: d.Delegation.ID, Person: ids[2*i], Role: org.Deputy, Title: d.Title, Cert: d.Cert,
				County: d.County.ID, Mandate: d.Mandate, From: d.From, To: d.To,
			})
		}
		return p.Store.Do(ctx, func(tx *store.Tx) error { return p.appoint(ctx, tx, persons, posts) })
	}
}

func (p *people) appoint(ctx context.Context, tx *store.Tx, persons []org.Person, posts []org.Post) error {
	if err := registry.Enter(ctx, tx, p.Who.Actor, roster.Rows{People: persons, Posts: posts}); err != nil {
		return err
	}
	return p.log(ctx, tx, len(posts))
}
