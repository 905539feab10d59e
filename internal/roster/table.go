package roster

import (
	"slices"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

type (
	row    = flow.Rule[*X]
	states = []flow.State
	guard  = flow.Guard[*X]
	need   = []guard
)

var (
	admin    = []flow.Relation{Administrator}
	entering = []flow.Relation{Entering}
	asItIs   = act(func(*X, *suggestion.Nothing) {})
)

// at chooses where a row that is entered begins.
func at(s flow.State) need {
	return need{{Name: "stands_" + string(s), OK: func(x *X) bool { return x.Stands() == s }}}
}

// three are the administrators that must be different people (三员分立).
var three = []org.Role{org.Admin, org.Security, org.Auditor}

var (
	notOneself = guard{Name: "not_oneself", OK: func(x *X) bool {
		if c, ok := x.Cmd.(*GivePost); ok {
			return c.Person != x.Actor.Person.ID
		}
		return x.Post == nil || x.Post.Person != x.Actor.Person.ID
	}}
	threePeople = guard{Name: "three_people", OK: func(x *X) bool {
		c, ok := x.Cmd.(*GivePost)
		if !ok || !slices.Contains(three, c.Role) {
			return true
		}
		return !slices.ContainsFunc(x.Facts.Roles, func(r org.Role) bool { return r != c.Role && slices.Contains(three, r) })
	}}
	nothingBelow = guard{Name: "nothing_below", OK: func(x *X) bool { return x.Facts.Below == 0 }}
	isMandate    = guard{Name: "is_mandate", OK: func(x *X) bool { return x.Post != nil && x.Post.Role == org.Deputy }}
	noMandate    = guard{Name: "is_no_mandate", OK: func(x *X) bool { return x.Post != nil && x.Post.Role != org.Deputy }}
	highest      = guard{Name: "highest_congress", OK: func(x *X) bool { return x.Facts.Highest }}
	notLast      = guard{Name: "not_last_of_three", OK: func(x *X) bool {
		return x.Post == nil || !slices.Contains(three, x.Post.Role) || x.Facts.Others > 0
	}}
)

// Tables is every way in which the record of who is who may change.
var Tables = []flow.Table[*X]{
	{Name: Orgs, Rules: []row{
		{From: states{""}, Do: "enter_org", By: entering, When: at(Living), To: Living, Act: asItIs},
		{From: states{""}, Do: "enter_org", By: entering, When: at(Ended), To: Ended, Act: asItIs},
		{From: states{""}, Do: "add_org", By: admin, To: Living, Act: act(addOrg)},
		{From: states{Living}, Do: "rename_org", By: admin, Act: act(renameOrg)},
		{From: states{Living}, Do: "change_org", By: admin, Act: act(changeOrg)},
		{From: states{Living}, Do: "end_org", By: admin, If: need{nothingBelow}, To: Ended, Act: act(endOrg)},
	}},
	{Name: People, Rules: []row{
		{From: states{""}, Do: "enter_person", By: entering, When: at(Known), To: Known, Act: asItIs},
		{From: states{""}, Do: "add_person", By: admin, To: Known, Act: act(writePerson)},
		{From: states{Known}, Do: "change_person", By: admin, Act: act(writePerson)},
	}},
	{Name: Posts, Rules: []row{
		{From: states{""}, Do: "enter_post", By: entering, When: at(Held), To: Held, Act: asItIs},
		{From: states{""}, Do: "enter_post", By: entering, When: at(Left), To: Left, Act: asItIs},
		{From: states{""}, Do: "give_post", By: admin, If: need{notOneself, threePeople}, To: Held, Act: act(givePost)},
		{From: states{Held}, Do: "end_post", By: admin, If: need{notOneself, notLast}, To: Left, Act: act(endPost)},
		{From: states{Held}, Do: "hand_post", By: admin, If: need{notOneself, noMandate}, To: Left, Act: act(handPost)},
		{From: states{Held}, Do: "move_post", By: admin, Act: act(movePost)},
		{From: states{Held}, Do: "set_mandate", By: admin, If: need{isMandate}, Act: act(setMandate)},
	}},
	{Name: Sessions, Rules: []row{
		{From: states{""}, Do: "enter_session", By: entering, When: at(Open), To: Open, Act: asItIs},
		{From: states{""}, Do: "enter_session", By: entering, When: at(Closed), To: Closed, Act: asItIs},
		{From: states{""}, Do: "open_session", By: admin, To: Open, Act: act(writeSession)},
		{From: states{Open}, Do: "change_session", By: admin, Act: act(writeSession)},
		{From: states{Open}, Do: "close_session", By: admin, To: Closed, Act: act(closeSession)},
		{From: states{Closed}, Do: "correct_closing", By: admin, Act: act(closeSession)},
		{From: states{Closed}, Do: "plan_handover", By: admin, Act: act(planHandover)},
	}},
	{Name: Categories, Rules: []row{
		{From: states{""}, Do: "enter_category", By: entering, When: at(Living), To: Living, Act: asItIs},
		{From: states{""}, Do: "enter_category", By: entering, When: at(Ended), To: Ended, Act: asItIs},
		{From: states{""}, Do: "add_category", By: admin, To: Living, Act: act(addCategory)},
		{From: states{Living}, Do: "rename_category", By: admin, Act: act(renameCategory)},
		{From: states{Living}, Do: "end_category", By: admin, If: need{nothingBelow}, To: Ended, Act: act(func(x *X, _ *suggestion.Nothing) { x.Category.Ended = x.Today })},
	}},
	{Name: Honours, Rules: []row{
		{From: states{""}, Do: "enter_honour", By: entering, When: at(Given), To: Given, Act: asItIs},
		{From: states{""}, Do: "enter_honour", By: entering, When: at(Revoked), To: Revoked, Act: asItIs},
		{From: states{Given}, Do: "revoke_honour", By: entering, To: Revoked, Act: act(func(x *X, _ *suggestion.Nothing) { x.Honour.RevokedOn = x.Today })},
	}},
	{Name: Packs, Begins: states{InForce}, Rules: []row{
		{From: states{InForce}, Do: "enter_pack", By: entering, Act: asItIs},
		{From: states{InForce}, Do: "choose_pack", By: admin, Act: act(func(x *X, c *ChoosePack) { x.Congress.Pack = c.Pack })},
		{From: states{InForce}, Do: "import_pack", By: admin, If: need{highest}, Act: act(func(*X, *ImportPack) {})},
	}},
	{Name: Calendars, Begins: states{InForce}, Rules: []row{
		{From: states{InForce}, Do: "import_year", By: admin, If: need{highest}, Act: act(func(*X, *ImportYear) {})},
	}},
}

// act makes an effect from the function that carries it out.
func act[C any](run func(x *X, c *C)) flow.Effect[*X] {
	return flow.Effect[*X]{
		Command: func() any { return new(C) },
		Check: func(x *X) error {
			if err := suggestion.CheckShape(x.Cmd); err != nil {
				return err
			}
			var f fault.Fields
			if c, ok := x.Cmd.(checker); ok {
				c.check(x, &f)
			}
			return f.Err()
		},
		Run: func(x *X) {
			if c, ok := x.Cmd.(*C); ok {
				run(x, c)
			}
		},
	}
}

func addOrg(x *X, c *AddOrg) {
	o := x.Org
	o.Name, o.ShortName, o.Code, o.Kind = c.Name, c.Short, c.Code, c.Kind
	o.Parent, o.Special, o.Home, o.Government, o.Position = c.Parent, c.Special, c.Home, c.Government, c.Position
}

func renameOrg(x *X, c *RenameOrg) {
	o := x.Org
	if c.Name != o.Name {
		o.Former = append(o.Former, org.FormerName{Name: o.Name, Until: x.Today})
		if !slices.Contains(o.Aliases, o.Name) {
			o.Aliases = append(slices.Clone(o.Aliases), o.Name)
		}
	}
	o.Name, o.ShortName = c.Name, c.Short
}

func changeOrg(x *X, c *ChangeOrg) {
	x.Org.Parent, x.Org.Special, x.Org.Home, x.Org.Government, x.Org.Position = c.Parent, c.Special, c.Home, c.Government, c.Position
}

func endOrg(x *X, c *EndOrg) { x.Org.Ended, x.Org.Successor = x.Today, c.Successor }

func writePerson(x *X, c *WritePerson) {
	p := x.Person
	p.Name, p.Gender, p.Phone, p.Address = c.Name, c.Gender, c.Phone, c.Address
}

func givePost(x *X, c *GivePost) {
	p := x.Post
	p.Person, p.Org, p.Role, p.Title, p.Rank, p.Cert, p.County, p.From = c.Person, c.Org, c.Role, c.Title, c.Rank, c.Cert, c.County, c.From
	if p.From == "" {
		p.From = x.Today
	}
	if p.Role == org.Deputy {
		p.Mandate = org.Active
	}
}

func endPost(x *X, c *EndPost) {
	x.Post.To = c.Last
	if x.Post.Role == org.Deputy {
		x.Post.Mandate = org.Former
	}
}

// handPost ends the post on the day before the successor's first.
func handPost(x *X, c *HandPost) { x.Post.To = c.From.AddDays(-1) }

func movePost(x *X, c *MovePost) {
	if c.Org != 0 {
		x.Post.Org = c.Org
	}
	if c.County != 0 {
		x.Post.County = c.County
	}
}

func setMandate(x *X, c *SetMandate) { x.Post.Mandate = c.State }

func writeSession(x *X, c *WriteSession) {
	s := x.Session
	s.Term, s.Number, s.Year, s.Opens, s.Closes, s.Handover = c.Term, c.Number, c.Year, c.Opens, c.Closes, c.Handover
}

func closeSession(x *X, c *CloseSession) { x.Session.Closes = c.Closes }

func planHandover(x *X, c *PlanHandover) { x.Session.Handover = c.Handover }

func addCategory(x *X, c *WriteCategory) {
	k := x.Category
	k.Name, k.Code, k.Parent, k.Position = c.Name, c.Code, c.Parent, c.Position
}

func renameCategory(x *X, c *RenameCategory) {
	x.Category.Name, x.Category.Position = c.Name, c.Position
}
