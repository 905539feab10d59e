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
	list, walk, err := readBatch(ctx, s)
	if fault.Is(err, fault.NotFound) {
		return batch, s.Do(ctx, func(tx *store.Tx) error { return tx.BeginWalks(ctx) })
	}
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return keepBatch(ctx, s, list, walk)
}

// readBatch reads the next texts, and returns how far the walk has come with them.
func readBatch(ctx context.Context, s *store.Store) (list []store.ReadText, walk store.Walk, err error) {
	err = s.View(ctx, func(tx *store.Tx) error {
		now, err := tx.Walk(ctx)
		if err != nil {
			return err
		}
		unread, after, err := tx.UnreadTexts(ctx, now, batch)
		if err != nil {
			return err
		}
		walk = after
		list, err = read(ctx, tx, unread, walk.Texts)
		return err
	})
	return list, walk, err
}

// keepBatch keeps what was read and returns of how many texts. When another node has kept a batch meanwhile, perhaps of the same texts, it keeps
// nothing and leaves the reading to that one.
func keepBatch(ctx context.Context, s *store.Store, list []store.ReadText, walk store.Walk) (n int, err error) {
	err = s.Do(ctx, func(tx *store.Tx) error {
		n = 0
		now, err := tx.Walk(ctx)
		if fault.Is(err, fault.NotFound) || err == nil && now.Turn != walk.Turn {
			return nil
		}
		if err != nil {
			return err
		}
		counted, err := tx.KeepTexts(ctx, list)
		if err != nil {
			return err
		}
		next := walk
		next.Turn++
		next.Texts += counted
		if next.Texts >= 2*next.Began+someMore {
			next.Upto, next.Began = 0, next.Texts
		}
		n = len(list)
		return tx.SaveWalk(ctx, next)
	})
	return n, err
}

// read finds the terms that stand for each text, and which of them are to be counted: those of texts that were not read before.
func read(ctx context.Context, tx *store.Tx, unread []store.Unread, texts int64) ([]store.ReadText, error) {
	list, counted := make([]store.ReadText, len(unread)), map[reading.Term]int{}
	terms := make([]reading.Terms, len(unread))
	for i, u := range unread {
		list[i].Unread = u
		if !u.Said {
			continue
		}
		terms[i] = store.TermsOf(u.Text)
		if !u.Known && (texts < enough || u.ID%sample == 0) {
			texts++
			list[i].New = terms[i]
			for k := range terms[i] {
				counted[k]++
			}
		}
	}
	words, err := tx.Vocabulary(ctx, terms...)
	if err != nil {
		return nil, err
	}
	words.Texts = int(texts)
	for k, n := range counted {
		words.Of[k] += n
	}
	for i, t := range terms {
		if list[i].Said {
			list[i].Sketch, list[i].Length = t.Sketch(words), t.Length(words)
		}
	}
	return list, nil
}
