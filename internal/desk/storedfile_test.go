package desk_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// cabinet is a folder of files that notes what it stores, as the server's does.
type cabinet struct {
	testkit.Office
	*blob.Dir
	t *testing.T
}

func openCabinet(t *testing.T, s *store.Store) cabinet {
	t.Helper()
	d, err := blob.OpenDir(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	d.Noted = s.NoteFile
	return cabinet{testkit.Open(t, s), d, t}
}

func (c cabinet) put(text string) string {
	c.t.Helper()
	f, err := c.Put(c.t.Context(), "a.pdf", strings.NewReader("%PDF-1.7\n"+text))
	if err != nil {
		c.t.Fatal(err)
	}
	return f.Hash
}

func (c cabinet) attach(id int64, hash string) error {
	_, err := c.Try(testkit.Deputy, id, 0, "attach_text", fmt.Sprintf(`{"hash":%q,"name":"a.pdf","mime":"application/pdf","size":12}`, hash))
	return err
}

func (c cabinet) collect() store.Collected {
	c.t.Helper()
	got, err := c.Store.CollectFiles(c.t.Context(), c.Dir)
	if err != nil {
		c.t.Fatal(err)
	}
	return got
}

func (c cabinet) there(hash string) bool {
	c.t.Helper()
	f, err := c.Dir.Open(hash)
	if err != nil && !fault.Is(err, fault.NotFound) {
		c.t.Fatal(err)
	}
	if err == nil {
		_ = f.Close()
	}
	return err == nil
}

func TestFilesThatNoActNamedAreRemoved(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		c := openCabinet(t, s)
		plain, err := blob.OpenDir(filepath.Join(t.TempDir(), "other"))
		if err != nil {
			t.Fatal(err)
		}
		draft := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		attached, removed, refused, again := c.put("attached"), c.put("removed"), c.put("refused"), c.put("again")
		for _, hash := range []string{attached, removed} {
			if err := c.attach(draft.ID, hash); err != nil {
				t.Fatal(err)
			}
		}
		c.Must(testkit.Deputy, draft.ID, 0, "remove_text_file", fmt.Sprintf(`{"hash":%q}`, removed))
		if _, err := c.Try(testkit.Health, draft.ID, 0, "attach_text", fmt.Sprintf(`{"hash":%q,"name":"a.pdf"}`, refused)); err == nil {
			t.Fatal("a stranger's file was taken")
		}
		waits := c.put("waits")
		if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.HoldFile(t.Context(), waits) }); err != nil {
			t.Fatal(err)
		}
		if got := c.collect(); got != (store.Collected{}) {
			t.Errorf("on the first day %+v went", got)
		}
		clock.Advance(25 * time.Hour)
		c.put("again")
		var b bytes.Buffer
		if m, err := s.Backup(t.Context(), &b, c.Dir); err != nil || len(m.Files) != 5 {
			t.Fatal(m.Files, err)
		}
		if got := c.collect(); got.Files != 1 || got.Bytes != int64(len("%PDF-1.7\nrefused")) {
			t.Errorf("on the second day %+v went", got)
		}
		for name, row := range map[string]struct {
			hash string
			want bool
		}{
			"attached": {attached, true}, "taken away from its case": {removed, true}, "of a refused act": {refused, false},
			"sent again today": {again, true}, "held by an open form": {waits, true},
		} {
			if got := c.there(row.hash); got != row.want {
				t.Errorf("the file %s is there: %v", name, got)
			}
		}
		clock.Advance(8 * 24 * time.Hour)
		if got := c.collect(); got.Files != 2 || !c.there(attached) || !c.there(removed) || c.there(waits) {
			t.Errorf("in the end %+v went", got)
		}

		// What is older than the notes is kept, also when it is sent again.
		c.Dir.Noted = nil
		old := c.put("old")
		c.Dir.Noted = s.NoteFile
		c.put("old")
		clock.Advance(25 * time.Hour)
		if got := c.collect(); got.Files != 0 || !c.there(old) {
			t.Errorf("%+v went of what nobody had noted", got)
		}
		if _, err := plain.Remove("../files"); err != nil {
			t.Error(err)
		}
	})
}

// A file that is sent and named again while it is being removed is there afterwards, whoever was first.
func TestAFileIsUsedAgainWhileItIsRemoved(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		c := openCabinet(t, s)
		for round := range 40 {
			text := fmt.Sprint(round)
			hash := c.put(text)
			clock.Advance(25 * time.Hour)
			draft := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			var both sync.WaitGroup
			both.Go(func() { c.collect() })
			both.Go(func() { _, _ = s.CollectFiles(t.Context(), c.Dir) }) // another node
			both.Go(func() {
				if err := c.attach(draft.ID, c.put(text)); err != nil {
					t.Error(err)
				}
			})
			both.Wait()
			if !c.there(hash) {
				t.Fatalf("round %d: the case names a file that is gone", round)
			}
		}
	})
}

// A backup during the removal holds every file that its rows name, and does not stumble over one that goes.
func TestABackupDuringTheRemoval(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		c := openCabinet(t, s)
		draft := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		kept := c.put("kept")
		if err := c.attach(draft.ID, kept); err != nil {
			t.Fatal(err)
		}
		for i := range 60 {
			c.put(fmt.Sprint(i))
		}
		clock.Advance(25 * time.Hour)
		var both sync.WaitGroup
		both.Go(func() { c.collect() })
		var b bytes.Buffer
		m, err := s.Backup(t.Context(), &b, c.Dir)
		both.Wait()
		if err != nil {
			t.Fatal(err)
		}
		to, err := blob.OpenDir(filepath.Join(t.TempDir(), "restored"))
		if err != nil {
			t.Fatal(err)
		}
		empty := store.Options{URL: "sqlite:" + filepath.Join(t.TempDir(), "new.db"), Now: clock.Now}
		if _, err := store.Restore(t.Context(), empty, bytes.NewReader(b.Bytes()), int64(b.Len()), to); err != nil {
			t.Error(err)
		}
		found := false
		for _, f := range m.Files {
			found = found || f.Hash == kept
		}
		if !found {
			t.Error("the backup lacks a file that a case names")
		}
	})
}
