package intake

import (
	"context"
	"sync"

	"huiyin/internal/fault"
	"huiyin/internal/store"
)

// givenUp are the batches that this process knows to be dead because it gave them up itself. Where their rows could not be removed then, as on a full disk,
// the next import need not wait until their silence tells.
var givenUp sync.Map // of batchOf

type batchOf struct {
	store *store.Store
	id    int64
}

// giveUp removes what an import wrote that came to nothing. What is left is hidden, and the next import removes it.
func (im *Importer) giveUp(ctx context.Context, batch int64) {
	of := batchOf{im.Store, batch}
	givenUp.Store(of, true)
	if im.sweep(ctx, batch) == nil {
		givenUp.Delete(of)
	}
}

// SweepDead removes what dead imports of all congresses left. One that is alive goes on.
func (im *Importer) SweepDead(ctx context.Context) error {
	return im.clear(ctx, 0)
}

// clear removes what dead imports of a congress left, congress 0 meaning all. For a single congress an import that is alive is a fault of kind
// Conflict: two at once would fight for the same numbers.
func (im *Importer) clear(ctx context.Context, congress int64) error {
	var open []store.ImportBatch
	var now int64
	err := im.Store.View(ctx, func(tx *store.Tx) (err error) {
		now = tx.Now
		open, err = tx.OpenImports(ctx)
		return err
	})
	if err != nil {
		return err
	}
	for _, b := range open {
		if congress != 0 && b.Congress != congress {
			continue
		}
		of := batchOf{im.Store, b.ID}
		if _, dead := givenUp.Load(of); !dead && now-b.Beat < abandoned {
			if congress == 0 {
				continue
			}
			return fault.New(fault.Conflict, "import.running", "file", b.File)
		}
		if err := im.sweep(ctx, b.ID); err != nil {
			return err
		}
		givenUp.Delete(of)
	}
	return nil
}

// sweep removes one batch in short transactions.
func (im *Importer) sweep(ctx context.Context, batch int64) error {
	for more := true; more; {
		err := im.Store.Do(ctx, func(tx *store.Tx) (err error) {
			more, err = tx.SweepImport(ctx, batch, chunk)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
