package witness_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func head(id, seq int64, digit string) store.Head {
	return store.Head{Kind: store.CaseKind, ID: id, Seq: seq, Hash: strings.Repeat(digit, 64)}
}

func TestHeadsKeepTheLatestWhateverTheOrderOfLines(t *testing.T) {
	a, b := witness.Heads{}, witness.Heads{}
	for _, h := range []store.Head{head(1, 1, "a"), head(2, 1, "b"), head(1, 2, "c")} {
		a.Add(h)
	}
	for _, h := range []store.Head{head(1, 2, "c"), head(1, 1, "a"), head(2, 1, "b"), head(1, 2, "c")} {
		b.Add(h)
	}
	if a.Root() != b.Root() {
		t.Error("the root depends on the order of lines")
	}
	b.Add(head(3, 1, "d"))
	if a.Root() == b.Root() {
		t.Error("a head more gives the same root")
	}
	if m := a[witness.Ref{Kind: store.CaseKind, ID: 1}]; m.Seq != 2 || m.Text() != strings.Repeat("c", 64) {
		t.Errorf("got %d %s", m.Seq, m.Text())
	}
}

func TestTheKeyIsTheOwnersAndNodeAndKeyStay(t *testing.T) {
	s, data := storetest.SQLite(t), t.TempDir()
	first, err := witness.Open(t.Context(), data, s)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(data, "anchor.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file: %v %v", info, err)
	}
	again, err := witness.Open(t.Context(), data, s)
	if err != nil {
		t.Fatal(err)
	}
	if first.Node() != again.Node() {
		t.Error("the node has another name after a restart")
	}
	keys, err := witness.ReadKeys(witness.Dir(data))
	if err != nil || len(keys) != 1 {
		t.Errorf("%d public keys, %v", len(keys), err)
	}
	for _, l := range []*witness.Log{first, again} {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A key left out is made anew and the old anchors' key stays known; where the node has anchors it signs one at once and says so, once. A damaged one is refused in words, and nothing is signed with it.
func TestAKeyThatIsMissingOrDamaged(t *testing.T) {
	s, data := storetest.SQLite(t), t.TempDir()
	key := filepath.Join(data, "anchor.key")
	rekeyed := false
	open := func() error {
		l, err := witness.Open(t.Context(), data, s)
		if err != nil {
			return err
		}
		rekeyed = l.Rekeyed()
		if !rekeyed {
			_, err = l.Anchor(t.Context())
		}
		return errors.Join(err, l.Close())
	}
	if err := open(); err != nil || rekeyed {
		t.Fatal(err, rekeyed)
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	if err := open(); err != nil || !rekeyed {
		t.Errorf("without the key: %v, said %v", err, rekeyed)
	}
	if list, err := witness.Anchors(witness.Dir(data)); err != nil || len(list) != 2 || list[0].Key == list[1].Key {
		t.Errorf("%+v %v", list, err)
	}
	if r, err := verify.Run(t.Context(), s, witness.Dir(data)); err != nil || !r.Clean() || len(r.Rekeyed) != 1 || r.Rekeyed[0].From != 2 {
		t.Errorf("%+v %v", r, err)
	}
	if err := open(); err != nil || rekeyed {
		t.Errorf("with the new key once more: %v, said %v", err, rekeyed)
	}
	if keys, err := witness.ReadKeys(witness.Dir(data)); err != nil || len(keys) != 2 {
		t.Errorf("%d public keys, %v", len(keys), err)
	}
	for _, text := range []string{"", "abc", strings.Repeat("g", 64)} {
		if err := os.WriteFile(key, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if e, ok := fault.As(open()); !ok || e.Key != "verify.bad_key" {
			t.Errorf("a key of %q: %v", text, e)
		}
		if now, err := os.ReadFile(key); err != nil || string(now) != text {
			t.Errorf("the damaged key was overwritten: %q %v", now, err)
		}
	}
}

// What stands in the place of a key or a node's name and is none is named, and nothing is written under it.
func TestWhatIsNoKeyAndNoNameIsNamed(t *testing.T) {
	s := storetest.SQLite(t)
	for _, row := range []struct {
		name, key string
		spoil     func(data string) error
	}{
		{"a folder for a key", "verify.bad_key", func(data string) error { return os.Mkdir(filepath.Join(data, "anchor.key"), 0o700) }},
		{"a node without a name", "verify.bad_node", func(data string) error { return os.WriteFile(filepath.Join(witness.Dir(data), "node"), nil, 0o600) }},
		{"a name that leads elsewhere", "verify.bad_node", func(data string) error {
			return os.WriteFile(filepath.Join(witness.Dir(data), "node"), []byte("../n00000000"), 0o600)
		}},
	} {
		data := t.TempDir()
		if err := errors.Join(os.Mkdir(witness.Dir(data), 0o700), row.spoil(data)); err != nil {
			t.Fatal(err)
		}
		_, err := witness.Open(t.Context(), data, s)
		if e, ok := fault.As(err); !ok || e.Key != row.key {
			t.Errorf("%s: %v", row.name, err)
		}
		if logs, err := filepath.Glob(filepath.Join(data, "*", "*.log")); err != nil || len(logs) > 0 {
			t.Errorf("%s: written %v %v", row.name, logs, err)
		}
	}
}

// Two programs on one data folder, each with many writers: every line stays whole.
func TestLinesOfManyWritersStayWhole(t *testing.T) {
	s, data := storetest.SQLite(t), t.TempDir()
	var all sync.WaitGroup
	for program := range int64(2) {
		l, err := witness.Open(t.Context(), data, s)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		for writer := range int64(4) {
			all.Go(func() {
				for i := range 50 {
					l.Committed([]suggestion.Event{{Case: 1 + program*4 + writer, Seq: i + 1, Hash: strings.Repeat("e", 64)}})
				}
			})
		}
	}
	all.Wait()
	nodes, err := witness.Nodes(witness.Dir(data))
	if err != nil || len(nodes) != 1 {
		t.Fatal(nodes, err)
	}
	lines := 0
	if err := witness.Read(witness.Dir(data), nodes[0], func(witness.Line) error { lines++; return nil }); err != nil || lines != 400 {
		t.Errorf("%d lines, %v", lines, err)
	}
}

// A disk that is full takes half a line; the first one after it stands alone, without a restart.
func TestHalfALineTakesNoOther(t *testing.T) {
	s, data := storetest.SQLite(t), t.TempDir()
	l, err := witness.Open(t.Context(), data, s)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	f, err := os.OpenFile(filepath.Join(witness.Dir(data), l.Node()+".log"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString("suggestion 1 1 " + strings.Repeat("e", 20))
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	l.Committed([]suggestion.Event{{Case: 2, Seq: 1, Hash: strings.Repeat("e", 64)}})
	var got []int64
	if err := witness.Read(witness.Dir(data), l.Node(), func(line witness.Line) error { got = append(got, line.Head.ID); return nil }); err != nil || len(got) != 1 || got[0] != 2 {
		t.Errorf("lines of cases %v, %v", got, err)
	}
}
