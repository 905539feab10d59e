package desk

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Nameless is a document and its log as somebody reads them who may not know the author of a suggestion that the dossier is about: every deputy on it
// is one without a name (代表). All of them, since whoever was there or asked for them would see which one is left out. A body that began the
// dossier named them itself without knowing the author, and reads what it wrote.
func Nameless(ctx context.Context, tx *store.Tx, a org.Actor, k dossier.Kind, d dossier.Doc, log []suggestion.Event) (dossier.Doc, []suggestion.Event, error) {
	if !access.HidesAuthors(a) {
		return d, log, nil
	}
	protected, err := tx.Protected(ctx, d.Face().Cases)
	if err != nil || len(protected) == 0 {
		return d, log, err
	}
	dir, err := tx.Directory(ctx, d.Top().Congress)
	if err != nil {
		return nil, nil, err
	}
	if by, ok := dir.Actor(d.Top().BegunBy); ok && by.Post.Org == a.Post.Org && by.Post.Role == a.Post.Role {
		return d, log, nil
	}
	return dossier.Nameless(k, d, log, func(post int64) bool {
		p, ok := dir.Actor(post)
		return ok && p.Post.Role == org.Deputy
	})
}
