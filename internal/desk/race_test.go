package desk_test

import (
	"sync"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// at lets several requests go at the same moment and returns what each got.
func at[T any](n int, do func(i int) T) []T {
	out := make([]T, n)
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		ready.Add(1)
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Done()
			<-start
			out[i] = do(i)
		}()
	}
	ready.Wait()
	close(start)
	done.Wait()
	return out
}

type answerOf struct {
	got desk.Receipt
	err error
}

func TestADoubleClickActsOnceEvenAtTheSameMoment(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		for _, row := range []struct {
			post, id int64
			do       string
			body     string
		}{
			{testkit.Deputy, 0, "start_draft", testkit.Text},
			{testkit.Clerk, c.ID, "urge", `{"text":"请抓紧"}`},
		} {
			acted, ids := 0, map[int64]bool{}
			for _, a := range at(5, func(int) answerOf {
				got, err := o.With(row.post, row.id, desk.Request{Do: flow.Action(row.do), Key: "twice"}, row.body)
				return answerOf{got, err}
			}) {
				if a.err != nil {
					t.Errorf("%s: %v", row.do, a.err)
					continue
				}
				if !a.got.Repeated {
					acted++
				}
				ids[a.got.Case.ID] = true
			}
			if acted != 1 || len(ids) != 1 {
				t.Errorf("%s: acted %d times on %d cases", row.do, acted, len(ids))
			}
		}
		if n := len(o.Read(c.ID).Remarks); n != 1 {
			t.Errorf("%d remarks, want 1", n)
		}
	})
}

func TestOfTwoWhoDecideAtOnceOneIsToldOfTheOther(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Handled("0001")
		c = o.Must(testkit.Health, c.ID, c.Assignments[0].No, "ask_extension", `{"until":"2026-07-01","reason":"涉及面广"}`)
		e := c.Extensions[0]
		tries := []struct {
			post     int64
			do, body string
		}{
			{testkit.Clerk, "grant_extension", `{}`},
			{testkit.Head, "refuse_extension", `{"decision":"可以按期答复"}`},
		}
		won, lost := 0, 0
		for _, err := range at(len(tries), func(i int) error {
			_, err := o.With(tries[i].post, c.ID, desk.Request{Part: e.No, Version: e.Version, Do: flow.Action(tries[i].do)}, tries[i].body)
			return err
		}) {
			switch {
			case err == nil:
				won++
			case testkit.Kind(err) == fault.Conflict:
				lost++
			default:
				t.Errorf("got %v", err)
			}
		}
		if won != 1 || lost != 1 {
			t.Errorf("%d won and %d lost", won, lost)
		}
		now := o.Read(c.ID)
		if x := now.Extensions[0]; x.Version != e.Version+1 || now.Seq != c.Seq+1 {
			t.Errorf("the extension is %s at version %d, the case at event %d", x.State, x.Version, now.Seq)
		}
		check(t, s, c.ID)
	})
}
