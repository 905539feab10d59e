package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"reflect"

	"huiyin/internal/fault"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// key is what a case is recognised by when the same file comes again: a number is unique in its session and stream.
type key struct {
	session int64
	stream  suggestion.Stream
	number  string
}

// year is one import of past suggestions on its way.
type year struct {
	*Importer
	world
	Request
	ids    map[key]int64 // of stored and of coming cases
	coming []sheet.Suggestion
	result Result
}

// ImportYear reads a workbook of past suggestions and, when nothing is wrong or only the good rows were asked for, makes its
// new cases visible in one switch. Cases that are there already are left as they are. What is wrong with the rows comes back
// in the result; a fault is returned when the file cannot be read or the import could not be carried out, and then nothing
// of it is left.
func (im *Importer) ImportYear(ctx context.Context, file io.ReaderAt, size int64, r Request) (Result, error) {
	if err := mayRecord(r.Actor); err != nil {
		return Result{}, err
	}
	w, err := im.look(ctx, r.Actor.Post.Congress)
	if err != nil {
		return Result{}, err
	}
	all, problems, err := sheet.ReadYear(ctx, file, size, w.opt)
	if err != nil {
		return Result{}, err
	}
	y := &year{Importer: im, world: w, Request: r, ids: map[key]int64{}, result: Result{Read: len(all.Suggestions), Problems: problems}}
	good, left := all.Good()
	y.result.Good, y.result.Wrong = len(good.Suggestions), left
	if err := y.compare(ctx, good); err != nil {
		return Result{}, err
	}
	if r.DryRun || y.result.Errors() > 0 && !r.GoodOnly {
		y.result.Commended = len(good.Commended)
		return y.result, nil
	}
	all = nil //nolint:ineffassign,wastedassign // the rows that are not taken need no memory
	if err := y.stage(ctx, good.Commended); err != nil {
		return Result{}, err
	}
	y.result.Written = true
	return y.result, nil
}

func (y *year) keyOf(k sheet.Key) key {
	return key{y.sessions[[2]int{k.Term, k.Session}].ID, suggestion.Stream(k.Stream), k.Number}
}

// compare sorts the good rows into new ones, ones that are stored alike and ones that differ.
func (y *year) compare(ctx context.Context, good *sheet.Year) error {
	known := map[key]store.KnownCase{}
	seen := map[int64]bool{}
	err := y.Store.View(ctx, func(tx *store.Tx) error {
		for _, s := range good.Suggestions {
			session := y.sessions[[2]int{s.Term, s.Session}]
			if seen[session.ID] {
				continue
			}
			seen[session.ID] = true
			y.result.Sessions = append(y.result.Sessions, session)
			list, err := tx.KnownCases(ctx, session)
			if err != nil {
				return err
			}
			for _, k := range list {
				at := key{session.ID, k.Stream, k.Number}
				known[at], y.ids[at] = k, k.ID
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, s := range good.Suggestions {
		k, there := known[y.keyOf(s.Key)]
		if !there {
			y.coming = append(y.coming, s)
			continue
		}
		if err := y.there(ctx, good, s, k); err != nil {
			return err
		}
	}
	y.result.New = len(y.coming)
	return nil
}

// there counts a row whose case is stored and says when the two differ.
func (y *year) there(ctx context.Context, good *sheet.Year, s sheet.Suggestion, k store.KnownCase) error {
	same, key := false, "import.stored_live"
	if k.Action == string(recordHistory) {
		var err error
		if same, err = y.same(ctx, y.command(s, y.ids[y.keyOf(s.Into)]), k); err != nil {
			return err
		}
		key = "import.stored_differs"
	}
	if same {
		y.result.Present++
		return nil
	}
	y.result.Differing++
	y.result.Problems = append(y.result.Problems, good.Note(s, key, "number", s.Number))
	return nil
}

// same compares a row with the command that recorded the case. What the directory said at the time is not the sheet's.
func (y *year) same(ctx context.Context, h *suggestion.RecordHistory, k store.KnownCase) (bool, error) {
	body, err := json.Marshal(h)
	if err != nil {
		return false, err
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) == k.Digest {
		return true, nil
	}
	var log []suggestion.Event
	err = y.Store.View(ctx, func(tx *store.Tx) error {
		log, err = tx.Events(ctx, k.ID)
		return err
	})
	if err != nil || len(log) == 0 || log[0].Payload == nil {
		return false, err
	}
	was := &suggestion.RecordHistory{}
	if err := json.Unmarshal(log[0].Payload, was); err != nil {
		return false, nil //nolint:nilerr // another shape is another content
	}
	return reflect.DeepEqual(sheetOnly(was), sheetOnly(h)), nil
}

// sheetOnly takes away what a command has from the directory.
func sheetOnly(h *suggestion.RecordHistory) *suggestion.RecordHistory {
	out := *h
	out.County = 0
	if out.Kind != suggestion.Delegation {
		out.Facts.Delegation = 0
	}
	out.Shares = append([]suggestion.PastShare(nil), h.Shares...)
	for i := range out.Shares {
		out.Shares[i].Government, out.Shares[i].Special = false, 0
	}
	return &out
}

// stage writes the new cases under a hidden batch and makes them visible, with the honours, in one transaction.
func (y *year) stage(ctx context.Context, praised []sheet.Praise) error {
	if err := y.clear(ctx, y.dir.Congress.ID); err != nil {
		return err
	}
	batch, err := y.open(ctx)
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done && batch != 0 {
			y.giveUp(context.WithoutCancel(ctx), batch)
		}
	}()
	heads, err := y.write(ctx, batch)
	if err == nil {
		err = y.finish(ctx, batch, praised)
	}
	if err != nil {
		return err
	}
	done = true
	if y.Committed != nil {
		for from := 0; from < len(heads); from += 1000 {
			y.Committed(heads[from:min(from+1000, len(heads))])
		}
	}
	return nil
}

// open starts a batch and gives every coming case its id; batch 0 when nothing is coming.
func (y *year) open(ctx context.Context) (int64, error) {
	if len(y.coming) == 0 {
		return 0, nil
	}
	ids, err := y.Store.NewIDs(ctx, len(y.coming)+1)
	if err != nil {
		return 0, err
	}
	for i, s := range y.coming {
		y.ids[y.keyOf(s.Key)] = ids[i+1]
	}
	return ids[0], y.Store.Do(ctx, func(tx *store.Tx) error {
		return tx.StartImport(ctx, store.ImportBatch{ID: ids[0], Congress: y.dir.Congress.ID, Post: y.Actor.Post.ID, File: y.File})
	})
}

// write stages the coming cases chunk by chunk. Deciding and sealing happen outside the transactions.
func (y *year) write(ctx context.Context, batch int64) (heads []suggestion.Event, err error) {
	for from := 0; from < len(y.coming); from += chunk {
		var cases []*suggestion.Case
		var events []suggestion.Event
		for i := from; i < min(from+chunk, len(y.coming)); i++ {
			s := y.coming[i]
			c, ev, err := y.record(y.Actor, y.ids[y.keyOf(s.Key)], y.command(s, y.ids[y.keyOf(s.Into)]))
			if err != nil {
				return nil, refused(s.Number, err)
			}
			cases, events = append(cases, c), append(events, ev...)
			last := ev[len(ev)-1]
			heads = append(heads, suggestion.Event{Case: last.Case, Congress: last.Congress, Seq: last.Seq, Hash: last.Hash})
			y.coming[i] = sheet.Suggestion{Row: s.Row, Key: s.Key} // the texts are on their way
		}
		err := y.Store.Do(ctx, func(tx *store.Tx) error { return tx.InsertHidden(ctx, batch, cases, events) })
		if err != nil {
			return nil, err
		}
		if y.Staged != nil {
			y.Staged(min(from+chunk, len(y.coming)), len(y.coming))
		}
	}
	return heads, nil
}

// finish is the switch. Honours that were given already are not given again, nor those given back that were
// revoked since.
func (y *year) finish(ctx context.Context, batch int64, praised []sheet.Praise) error {
	session := y.latest()
	return y.Store.Do(ctx, func(tx *store.Tx) error {
		if session != 0 {
			n, err := y.commend(ctx, tx, session, praised)
			if err != nil {
				return err
			}
			y.result.Commended = n
		}
		if batch == 0 {
			return nil
		}
		return tx.FinishImport(ctx, batch)
	})
}

// latest is the session to which commended units belong: the sheet does not say, and files hold one year as a rule.
func (y *year) latest() int64 {
	var last org.Session
	for _, s := range y.result.Sessions {
		if s.Opens >= last.Opens {
			last = s
		}
	}
	return last.ID
}

func (y *year) commend(ctx context.Context, tx *store.Tx, session int64, praised []sheet.Praise) (int, error) {
	given, err := tx.HonoursEver(ctx, session)
	if err != nil {
		return 0, err
	}
	has := map[int64]bool{}
	for _, h := range given {
		if h.Kind == "unit" {
			has[h.Org] = true
		}
	}
	var list []org.Honour
	for _, p := range praised {
		if has[p.Unit.ID] || p.Unit.ID == 0 {
			continue
		}
		has[p.Unit.ID] = true
		id, err := tx.NewID()
		if err != nil {
			return 0, err
		}
		list = append(list, org.Honour{ID: id, Congress: y.dir.Congress.ID, Session: session, Kind: "unit", Org: p.Unit.ID})
	}
	return len(list), registry.Enter(ctx, tx, y.Actor, roster.Rows{Honours: list})
}

// refused names the row that the table refuses.
func refused(number string, err error) error {
	f, ok := fault.As(err)
	if !ok {
		return err
	}
	why := f.Key
	if len(f.Fields) > 0 {
		why = f.Fields[0].Key
	}
	return fault.New(fault.Invalid, "import.refused", "number", number, "why", fault.Word(why))
}
