package desk

import (
	"context"
	"slices"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// letters fills in what a merged case's authors were answered. Their case holds only a pointer to the main case's reply, whose
// words went to them as an own letter; the main case itself they may not open. It returns the requests that each letter answers.
func letters(ctx context.Context, tx *store.Tx, view *suggestion.Case) (map[int][]string, error) {
	asked := map[int][]string{}
	for i, r := range view.Replies {
		if r.MainCase == 0 || r.MainReply == 0 || r.State != suggestion.Delivered {
			continue
		}
		main, err := tx.ReadCase(ctx, r.MainCase)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		was := main.Reply(r.MainReply)
		if was == nil || was.State != suggestion.Delivered {
			continue
		}
		letter := *was
		letter.Head, letter.Assignment, letter.Round, letter.MainCase, letter.MainReply = r.Head, r.Assignment, r.Round, r.MainCase, r.MainReply
		letter.DeliveredOn, letter.ReceivedOn = r.DeliveredOn, r.ReceivedOn
		if len(asked) == 0 {
			view.Replies = slices.Clone(view.Replies)
		}
		view.Replies[i], asked[r.No] = &letter, main.Text.Requests
	}
	return asked, nil
}
