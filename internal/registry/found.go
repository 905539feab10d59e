package registry

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
)

// Founding says how a congress enters the installation: what it is, the body that answers for deputies, and its three administrators
// (三员分立), who bring in everybody else.
type Founding struct {
	Code  string // short stable code
	Name  string // full name as letters print it
	Level org.Level
	Above string // code of the congress one level up; empty for the highest
	Pack  string // id of the rule pack
	Body  string // name of the body in which the administrators serve (代表工作机构; in a township the presidium)

	Admin, Security, Auditor string // names of three different people

	// Keep is given the first passwords before the congress is there: what it cannot keep does not come into being. It may be given them again. Nil when
	// the caller keeps what Found returns.
	Keep func(Founded) error
}

// Founded is a new congress with the first passwords of its administrators, which cannot be shown again.
type Founded struct {
	Congress org.Congress
	Slips    []identity.Slip
	Names    []string // of the slips' people
}

var codeShape = regexp.MustCompile(`^[a-z][a-z0-9-]{1,29}$`)

var rungs = map[org.Level]int{org.Province: 0, org.City: 1, org.County: 2, org.Township: 3}

func (f *Founding) check() error {
	var wrong fault.Fields
	if !codeShape.MatchString(f.Code) {
		wrong.Add("code", "found.code_shape")
	}
	if _, ok := rungs[f.Level]; !ok {
		wrong.Add("level", "field.choice")
	}
	for name, v := range map[string]*string{"name": &f.Name, "body": &f.Body, "admin": &f.Admin, "security": &f.Security, "auditor": &f.Auditor} {
		if *v = strings.TrimSpace(*v); *v == "" {
			wrong.Add(name, "field.required")
		}
	}
	if f.Admin != "" && (f.Admin == f.Security || f.Admin == f.Auditor) || f.Security != "" && f.Security == f.Auditor {
		wrong.Add("auditor", "found.three_people")
	}
	return wrong.Err()
}

// Found makes a congress whole or not at all. Only whoever may run the program's commands on the installation comes here.
func (r *Registry) Found(ctx context.Context, ids *identity.Service, f Founding) (Founded, error) {
	if err := f.check(); err != nil {
		return Founded{}, err
	}
	if _, ok := r.Store.Packs().Latest(f.Pack); !ok {
		return Founded{}, fault.OnField("pack", "field.choice")
	}
	id, err := r.Store.NewIDs(ctx, 8)
	if err != nil {
		return Founded{}, err
	}
	g := org.Congress{ID: id[0], Code: f.Code, Name: f.Name, Level: f.Level, Pack: f.Pack}
	kind := org.Committee
	if f.Level == org.Township {
		kind = org.Presidium
	}
	body := org.Org{ID: id[1], Congress: g.ID, Kind: kind, Code: "office", Name: f.Body, Position: 1}
	var people []org.Person
	var posts []org.Post
	var asked []identity.NewAccount
	names := []string{f.Admin, f.Security, f.Auditor}
	for i, role := range []org.Role{org.Admin, org.Security, org.Auditor} {
		people = append(people, org.Person{ID: id[2+i], Name: names[i]})
		posts = append(posts, org.Post{ID: id[5+i], Congress: g.ID, Org: body.ID, Person: id[2+i], Role: role})
		asked = append(asked, identity.NewAccount{Login: f.Code + "-" + string(role), Person: id[2+i]})
	}
	slips, err := ids.CreateAccounts(ctx, identity.Program, asked, identity.Origin{}, func(tx *store.Tx, slips []identity.Slip) error {
		if f.Above != "" {
			above, err := tx.CongressByCode(ctx, f.Above)
			if fault.Is(err, fault.NotFound) || err == nil && rungs[above.Level] >= rungs[f.Level] {
				return fault.OnField("above", "found.not_above", "code", f.Above)
			}
			if err != nil {
				return err
			}
			g.Parent = above.ID
		}
		for i := range posts {
			posts[i].From = tx.Today()
		}
		rows := roster.Rows{Congresses: []org.Congress{g}, Orgs: []org.Org{body}, People: people, Posts: posts}
		if err := Enter(ctx, tx, org.Actor{}, rows); err != nil {
			return err
		}
		if err := identity.Record(ctx, tx, identity.Program, identity.Origin{}, identity.RightsChanged, "congress:"+strconv.FormatInt(g.ID, 10), g.Code+" "+g.Name); err != nil {
			return err
		}
		if f.Keep == nil {
			return nil
		}
		return f.Keep(Founded{Congress: g, Slips: slips, Names: names})
	})
	return Founded{Congress: g, Slips: slips, Names: names}, err
}
