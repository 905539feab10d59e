package templates

// ErrorPage is what a person sees instead of the page asked for.
type ErrorPage struct {
	Page
	Kind       string // of the fault; empty: internal
	Text       string
	Complaints []string
	Typed      []Fact // what was written into the form that was not carried out
	Again      string // when to send it again
	Request    string // number to tell the administrator
	Bare       string // the address without the conditions that cannot be meant; empty when it asks for nothing
}

// SignInPage is the entry.
type SignInPage struct {
	Page
	Form Form
	Demo []DemoAccount
}

// DemoAccount is one row of the demonstration's list of accounts.
type DemoAccount struct{ Role, Account, Password string }

// PasswordPage asks for a new password.
type PasswordPage struct {
	Page
	Form  Form
	First bool // the first password must be changed before anything else
}

// oldLabel names the present password as its holder knows it: the first one stands on a slip of paper.
func (p PasswordPage) oldLabel() string {
	if p.First {
		return p.T("signin.password_from_slip")
	}
	return p.T("signin.password_old")
}

// SessionsPage lists where the person is signed in.
type SessionsPage struct {
	Page
	Lines []SessionLine
}

// SessionLine is one open session.
type SessionLine struct {
	ID, Agent, Address, Opened, Seen string
	Current                          bool
}

// PostPage lists the person's posts.
type PostPage struct{ Page }

// NoticesPage lists what the person has been told.
type NoticesPage struct {
	Page
	Lines  []NoticeLine
	Unseen int
}

func (p SessionsPage) table() Table {
	t := Table{Caption: p.Title, Columns: []Column{
		{Text: p.T("signin.agent"), Kind: ColTitle},
		{Text: p.T("signin.address")},
		{Text: p.T("signin.opened"), Kind: ColDate},
		{Text: p.T("signin.seen"), Kind: ColDate},
		{Text: p.T("signin.ending")},
	}}
	for _, l := range p.Lines {
		t.Rows = append(t.Rows, Row{ID: l.ID, Cells: []Cell{
			{Text: l.Agent}, {Text: l.Address}, {Text: l.Opened}, {Text: l.Seen}, {Part: sessionEnd(p, l)},
		}})
	}
	return t
}
