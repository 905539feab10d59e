package verify

import (
	"context"
	"maps"
	"regexp"
	"slices"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// fileNamed finds the attachments in what was asked: a file with its name, and the scan of a paper.
var fileNamed = regexp.MustCompile(`"(?:hash":"([0-9a-f]{64})","name"|scan":"([0-9a-f]{64})")`)

// nameFiles keeps which attachments the events of a log name.
func (r *run) nameFiles(log []suggestion.Event) {
	for _, e := range log {
		for _, m := range fileNamed.FindAllSubmatch(e.Payload, -1) {
			r.named[string(m[1])+string(m[2])] = true
		}
	}
}

// ReadFiles reads every attachment that the logs name and adds those that are gone or no longer have the content that was handed in: a file's
// name is the hash of its content, and that name stands in the sealed log. files is nil where the folder itself is gone.
func (r *Report) ReadFiles(ctx context.Context, files *blob.Dir) error {
	for _, hash := range slices.Sorted(maps.Keys(r.named)) {
		if files == nil {
			r.add(Bad{Kind: File, Why: "file_gone", Detail: hash})
			continue
		}
		switch err := files.Verify(ctx, hash); {
		case err == nil:
		case fault.Is(err, fault.NotFound):
			r.add(Bad{Kind: File, Why: "file_gone", Detail: hash})
		case fault.Is(err, fault.Invalid):
			r.add(Bad{Kind: File, Why: "contents", Detail: hash})
		default:
			return err
		}
		r.Files++
	}
	r.sort()
	return nil
}
