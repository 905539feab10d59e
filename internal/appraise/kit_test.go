package appraise_test

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// paper is one dossier under test, moved by one person after the other.
type paper struct {
	testkit.Office
	clock *storetest.Clock
	kind  string
	id    int64
	doc   dossier.Doc
}

// step is one sentence of a test: who does what, and what comes of it.
type step struct {
	says string
	post int64
	part int
	do   flow.Action
	body string
	want fault.Kind
	at   string // the field complained of
}

func (p *paper) try(s step) error {
	p.T.Helper()
	k, _ := docket.Kind(p.kind)
	cmd, ok := k.NewCommand(s.do)
	if !ok {
		p.T.Fatalf("no action %s", s.do)
	}
	if err := json.Unmarshal([]byte(s.body), cmd); err != nil {
		p.T.Fatal(err)
	}
	d, err := p.Dossier(p.T.Context(), p.Actors[s.post], p.kind, p.id, desk.DossierRequest{Part: s.part, Do: s.do, Cmd: cmd})
	if err == nil {
		p.id, p.doc = d.Top().ID, d
	}
	return err
}

func (p *paper) run(steps ...step) {
	p.T.Helper()
	for _, s := range steps {
		err := p.try(s)
		if testkit.Kind(err) != s.want || s.want == "" && err != nil {
			p.T.Fatalf("%s: %v, want %q", s.says, err, s.want)
		}
		if f, ok := fault.As(err); s.at != "" && (!ok || len(f.Fields) == 0 || f.Fields[0].Name != s.at) {
			p.T.Fatalf("%s: complains %+v, want it at %s", s.says, f, s.at)
		}
	}
}

// pass lets days go by and time act.
func (p *paper) pass(days int) {
	p.T.Helper()
	p.clock.Advance(time.Duration(days) * 24 * time.Hour)
	if _, err := p.Tick(p.T.Context()); err != nil {
		p.T.Fatal(err)
	}
}

// clean fails unless the whole record holds.
func clean(t *testing.T, s *store.Store) {
	t.Helper()
	if r, err := verify.Run(t.Context(), s, ""); err != nil || !r.Clean() {
		t.Errorf("verify: %+v %v", r, err)
	}
}
