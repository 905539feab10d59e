// Package dossiertest leads a dossier through its tables in tests, without a database.
package dossiertest

import (
	"encoding/json"
	"slices"
	"testing"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// Life is one dossier with its log.
type Life struct {
	T    *testing.T
	Kind dossier.Kind
	Doc  dossier.Doc
	Log  []suggestion.Event
}

// New begins with a dossier that does not exist yet.
func New(t *testing.T, k dossier.Kind, id int64) *Life {
	t.Helper()
	return &Life{T: t, Kind: k, Doc: k.Fresh(id)}
}

// Do tries an act and returns "accepted" or the key of the refusal; a refused act leaves the dossier as it was.
func (l *Life) Do(a org.Actor, part int, do flow.Action, cmd any, env suggestion.Env) string {
	l.T.Helper()
	raw, err := json.Marshal(l.Doc)
	if err != nil {
		l.T.Fatal(err)
	}
	next, err := l.Kind.Read(raw)
	if err != nil {
		l.T.Fatal(err)
	}
	events, err := l.Kind.Apply(next, dossier.Step{Actor: a, Part: part, Do: do, Cmd: cmd, Env: env})
	if err != nil {
		return suggestiontest.KeyOf(err)
	}
	l.Doc, l.Log = next, append(l.Log, events...)
	return "accepted"
}

// Command decodes a body into the command of an act.
func (l *Life) Command(do flow.Action, body string) any {
	l.T.Helper()
	cmd, ok := l.Kind.NewCommand(do)
	if !ok {
		l.T.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		l.T.Fatalf("%s: %v", body, err)
	}
	return cmd
}

// Replays checks that the log tells of exactly this dossier, and that no event of it can be bent.
func (l *Life) Replays() {
	l.T.Helper()
	if len(l.Log) == 0 {
		return
	}
	back, err := l.Kind.Replay(l.Doc.Top().ID, l.Log)
	if err != nil {
		l.T.Fatalf("replay: %v", err)
	}
	a, _ := json.Marshal(l.Doc)
	if b, _ := json.Marshal(back); string(a) != string(b) {
		l.T.Errorf("the log tells of another dossier:\n%s\n%s", b, a)
	}
	for i := range l.Log {
		bent := slices.Clone(l.Log)
		bent[i].On = "2020-01-01"
		if _, err := l.Kind.Replay(l.Doc.Top().ID, bent); err == nil {
			l.T.Errorf("event %d was bent, and the replay believed it", i+1)
		}
	}
}
