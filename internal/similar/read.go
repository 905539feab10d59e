package similar

import (
	"context"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/reading"
	"huiyin/internal/store"
)

// How texts are read beside everybody's work.
const (
	batch = 16 // in one transaction: others wait some hundredths of a second at most
	// A vocabulary of so many texts is large enough; of those that come after, one in so many is counted, for words that were not there before.
	enough, sample = 20_000, 16
	// The terms that stand for a text were chosen by what was known then. When twice as many texts are known as at the beginning of a walk through
	// all suggestions, and some more, it begins again.
	someMore = 64
)

// Read reads the texts that changed, and those that this version has not read yet, until none is left or the time is up. It returns how many it
// read. What it does not come to is read by the next call.
func Read(ctx context.Context, s *store.Store, span time.Duration) (int, error) {
	n := 0
	for end := time.Now().Add(span); time.Now().Before(end); {
		did, err := readSome(ctx, s)
		if n += did; err != nil || did == 0 {
			return n, err
		}
	}
	return n, nil
}

// readSome reads one batch: the texts without holding up writers, then what is kept of them in one short transaction.
func readSome(ctx context.Context, s *store.Store) (int, error) {
	var list []store.ReadText
	var counted map[reading.Term]int
	var walk store.Walk
	err := s.View(ctx, func(tx *store.Tx) (err error) {
		if walk, err = tx.Walk(ctx); err != nil {
			return err
		}
		unread, after, err := tx.UnreadTexts(ctx, walk, batch)
		if err != nil {
			return err
		}
		walk = after
		list, counted, err = read(ctx, tx, unread, &walk)
		return err
	})
	if fault.Is(err, fault.NotFound) {
		return batch, s.Do(ctx, func(tx *store.Tx) error { return tx.BeginWalks(ctx) })
	}
	if err != nil || len(list) == 0 {
		return 0, err
	}
	if walk.Texts >= 2*walk.Began+someMore {
		walk.Upto, walk.Began = 0, walk.Texts
	}
	return len(list), s.Do(ctx, func(tx *store.Tx) error {
		if err := tx.KeepTexts(ctx, list, counted); err != nil {
			return err
		}
		return tx.SaveWalk(ctx, walk)
	})
}

// read finds the terms that stand for each text, and counts the terms of those that were not read before.
func read(ctx context.Context, tx *store.Tx, unread []store.Unread, walk *store.Walk) ([]store.ReadText, map[reading.Term]int, error) {
	list, counted := make([]store.ReadText, len(unread)), map[reading.Term]int{}
	terms := make([]reading.Terms, len(unread))
	for i, u := range unread {
		list[i].Unread = u
		if !u.Said {
			continue
		}
		terms[i] = store.TermsOf(u.Text)
		if !u.Known && (walk.Texts < enough || u.ID%sample == 0) {
			walk.Texts++
			for k := range terms[i] {
				counted[k]++
			}
		}
	}
	words, err := tx.Vocabulary(ctx, terms...)
	if err != nil {
		return nil, nil, err
	}
	words.Texts = int(walk.Texts)
	for k, n := range counted {
		words.Of[k] += n
	}
	for i, t := range terms {
		if list[i].Said {
			list[i].Sketch, list[i].Length = t.Sketch(words), t.Length(words)
		}
	}
	return list, counted, nil
}
