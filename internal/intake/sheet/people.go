package sheet

import (
	"context"
	"io"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
)

// People is what a workbook tells of deputies, units and accounts. First passwords are never in it: they are made at
// import and printed as slips.
type People struct {
	Deputies []Deputy
	Units    []Unit
	Accounts []Account

	bad  map[string]map[int]bool
	torn bool
	read map[string]*reading // by key of the sheet, for addresses
}

// Deputy is one mandate.
type Deputy struct {
	Row        int
	Cert, Name string
	Gender     string // code: male, female or empty
	Delegation Ref
	County     Ref    // county committee that pre-checks this deputy's texts (初审单位)
	Title      string // 职务
	Phone      string
	Address    string
	Mandate    org.MandateState // active when the sheet does not say
	From, To   calendar.Day
}

// Unit is one organisation.
type Unit struct {
	Row         int
	Code        string
	Name, Short string
	Kind        org.Kind
	Parent      Ref
	Aliases     []string
	Special     Ref    // special committee matched with the unit (对口委)
	Government  Answer // inside the government's chain
}

// Account is one sign-in with one post.
type Account struct {
	Row   int
	Login string
	Name  string
	Role  org.Role
	Org   Ref
	Title string
	Rank  string // code: head, deputy_head, section, clerk or empty
	Cert  string // deputies only
	Phone string
}

// ReadPeople reads the sheet of deputies, units or accounts that is asked for. Names may refer to units of the same file: such
// a Ref has a Name and no ID. What is wrong on the other sheets is said when they are brought in. Errors and problems are as for
// ReadYear.
func ReadPeople(ctx context.Context, r io.ReaderAt, size int64, opt Options, asked string) (*People, []Problem, error) {
	e, err := open(r, size, opt)
	if err != nil {
		return nil, nil, err
	}
	p := &peopleReader{env: e, people: &People{}, unitRow: map[string]int{}, certRow: map[string]int{}, loginRow: map[string]int{}}
	if e.isOther(asked) {
		p.people.torn, p.people.read = true, e.read
		return p.people, e.report.problems(), nil
	}
	if err := p.sheet(ctx, Units); err != nil {
		return nil, nil, err
	}
	if asked != Units { // read for its names alone
		p.people.Units, e.report = nil, newReport()
		if err := p.sheet(ctx, asked); err != nil {
			return nil, nil, err
		}
	}
	p.parents()
	if e.read[asked] == nil {
		e.report.add("", Problem{Key: "import.sheet_missing", Args: []any{"sheet", keyOf(sheetKey(asked))}})
	} else if len(p.people.Deputies)+len(p.people.Units)+len(p.people.Accounts) == 0 && !e.report.torn {
		e.report.add("", Problem{Key: "import.no_rows"})
	}
	e.strangers(PeopleTables, YearTables)
	p.people.bad, p.people.torn, p.people.read = e.report.bad, e.report.torn, e.read
	return p.people, e.report.problems(), nil
}

func tableOf(tables []Table, key string) Table {
	for _, t := range tables {
		if t.Key == key {
			return t
		}
	}
	panic("sheet: no table " + key)
}

// Good returns the rows without errors and how many were left out; nothing when a whole sheet could not be read.
func (p *People) Good() (good *People, left int) {
	good = &People{}
	all := len(p.Deputies) + len(p.Units) + len(p.Accounts)
	if p.torn {
		return good, all
	}
	for _, d := range p.Deputies {
		if !p.bad[Deputies][d.Row] {
			good.Deputies = append(good.Deputies, d)
		}
	}
	for _, u := range p.Units {
		if !p.bad[Units][u.Row] {
			good.Units = append(good.Units, u)
		}
	}
	for _, a := range p.Accounts {
		if !p.bad[Accounts][a.Row] {
			good.Accounts = append(good.Accounts, a)
		}
	}
	return good, all - len(good.Deputies) - len(good.Units) - len(good.Accounts)
}

// Fault is a complaint about one cell that only the caller can make, such as a name that has to be brought in first.
func (p *People) Fault(table string, row int, column, key string, args ...any) Problem {
	rd := p.read[table]
	return Problem{
		Sheet: rd.name, Row: row, Cell: rd.cell(row, column), Column: rd.title[rd.column(column)], Key: key, Args: args, Severity: SeverityError,
	}
}

type peopleReader struct {
	*env
	people   *People
	unitRow  map[string]int // folded name → row on the sheet of units
	certRow  map[string]int
	loginRow map[string]int
}

// sheet reads one sheet, when the file has it.
func (p *peopleReader) sheet(ctx context.Context, key string) error {
	t := tableOf(PeopleTables, key)
	name, ok := p.find(t)
	if !ok {
		return nil
	}
	return p.rows(ctx, t, name, p.take(key))
}

func (p *peopleReader) take(table string) func(*record) {
	switch table {
	case Deputies:
		return p.deputy
	case Units:
		return p.unit
	default:
		return p.account
	}
}

func (p *peopleReader) deputy(r *record) {
	d := Deputy{
		Row: r.row, Cert: r.label("cert"), Name: squeeze(r.short("name")), Gender: r.choice("gender"), Delegation: p.org(r, "delegation"),
		County: p.org(r, "county"), Title: r.short("title"), Phone: r.label("phone"), Address: r.short("address"),
		Mandate: org.MandateState(r.choice("mandate")), From: r.day("from"), To: r.day("to"),
	}
	if !r.has("mandate") {
		d.Mandate = org.Active
	}
	r.inOrder("from", d.From, "to", d.To)
	r.once(p.certRow, "cert", d.Cert)
	p.people.Deputies = append(p.people.Deputies, d)
}

func (p *peopleReader) unit(r *record) {
	u := Unit{
		Row: r.row, Code: r.label("code"), Name: r.short("name"), Short: r.short("short"), Kind: org.Kind(r.choice("kind")),
		Parent: Ref{Name: r.short("parent")}, Aliases: splitPeople(r.long("aliases")), Special: Ref{Name: r.short("special")},
		Government: Answer(r.choice("government")),
	}
	r.once(p.unitRow, "name", u.Name)
	p.people.Units = append(p.people.Units, u)
}

// parents looks up what units say of each other, once all of them are known.
func (p *peopleReader) parents() {
	for i := range p.people.Units {
		u := &p.people.Units[i]
		for _, part := range []struct {
			key string
			ref *Ref
		}{{"parent", &u.Parent}, {"special", &u.Special}} {
			if part.ref.Name == "" {
				continue
			}
			id, known, args := p.lookup(part.ref.Name)
			part.ref.ID = id
			switch {
			case !known:
				p.read[Units].fail(u.Row, part.key, unfound(args), args...)
			case Fold(part.ref.Name) == Fold(u.Name):
				p.read[Units].fail(u.Row, part.key, "import.own_parent")
			}
		}
	}
}

func (p *peopleReader) account(r *record) {
	a := Account{
		Row: r.row, Login: r.label("login"), Name: squeeze(r.short("name")), Role: org.Role(r.choice("post")), Org: p.org(r, "org"),
		Title: r.short("title"), Rank: r.choice("rank"), Cert: r.label("cert"), Phone: r.label("phone"),
	}
	if a.Login != "" && !loginForm(a.Login) {
		r.fail("login", "import.login_form", "value", oneLine(a.Login))
	}
	if a.Role == org.Deputy && a.Cert == "" {
		r.fail("cert", "import.deputy_cert")
	}
	r.once(p.loginRow, "login", a.Login)
	p.people.Accounts = append(p.people.Accounts, a)
}

// loginForm: 2 to 40 letters, digits, dots, hyphens and underscores of ASCII, so that it can be typed anywhere.
func loginForm(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '.' && r != '-' && r != '_' {
			return false
		}
	}
	return len(s) >= 2 && len(s) <= 40
}

// once finds a value that must be unique a second time and names both cells.
func (r *record) once(rows map[string]int, key, value string) {
	folded := Fold(value)
	if folded == "" {
		return
	}
	first, twice := rows[folded]
	if !twice {
		rows[folded] = r.row
		return
	}
	r.fail(key, "import.value_twice", "value", value, "first", r.rd.cell(first, key), "second", r.rd.cell(r.row, key))
}

// org looks an organisation up, in the directory or among the units of this file.
func (p *peopleReader) org(r *record, key string) Ref {
	ref := Ref{Name: r.short(key)}
	if ref.Name == "" {
		return ref
	}
	id, known, args := p.lookup(ref.Name)
	if !known {
		r.fail(key, unfound(args), args...)
	}
	ref.ID = id
	return ref
}

// unfound chooses the complaint about a name that lookup did not settle.
func unfound(args []any) string {
	if len(args) > 2 {
		return "import.name.ambiguous"
	}
	return "import.name.unknown_org"
}

// lookup finds an organisation of any sort: handling unit, committee, delegation or other. One that only this file names is known
// with id 0.
func (p *peopleReader) lookup(name string) (id int64, known bool, args []any) {
	dir := p.seek.dir
	if dir == nil {
		return 0, true, nil
	}
	folded := Fold(name)
	for _, names := range []Names{dir.Units, dir.Committees, dir.Delegations, dir.Others} {
		if ids := names[folded]; len(ids) == 1 {
			return ids[0], true, nil
		} else if len(ids) > 1 {
			return 0, false, []any{"value", name, "count", len(ids), "kind", keyOf("import.kind.unit")}
		}
	}
	_, here := p.unitRow[folded]
	return 0, here, []any{"value", name}
}
