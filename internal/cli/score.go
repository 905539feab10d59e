package cli

import (
	"fmt"
	"io"
	"os"

	"huiyin/internal/fault"
	"huiyin/internal/score"
)

// scoring works on frozen runs of scoring. Verifying opens no database: whoever has a bundle can check it.
type scoring struct {
	Run    scoreRun    `cmd:"" help:"cli.help.score.run"`
	Verify scoreVerify `cmd:"" help:"cli.help.score.verify"`
}

// largestBundle is far above a year of the largest congress.
const largestBundle = 256 << 20

// scoreVerify computes a bundle again: huiyin score verify BUNDLE.
type scoreVerify struct {
	Bundle string `arg:"" help:"cli.help.score.bundle"`
	Digest string `help:"cli.help.score.digest" placeholder:"SHA256"`
}

// Run verifies and says so in one line. A difference is exit code 1, with the first one named on stderr.
func (c *scoreVerify) Run(env *Env) error {
	raw, err := c.read(env)
	if err != nil {
		return err
	}
	b, err := score.Verify(raw)
	if err != nil {
		return err
	}
	if c.Digest != "" && c.Digest != b.Digest {
		return fault.New(fault.Conflict, "score.verify.other", "got", b.Digest, "want", c.Digest)
	}
	items := 0
	for _, u := range b.Inputs.Units {
		items += len(u.Items)
	}
	_, err = fmt.Fprintln(env.Out, env.Say.T("score.verify.same", "title", b.Inputs.Title, "scheme", b.Inputs.Scheme.Name,
		"version", b.Inputs.Scheme.Version, "units", len(b.Inputs.Units), "items", items, "digest", b.Digest))
	return err
}

func (c *scoreVerify) read(env *Env) ([]byte, error) {
	in := env.In
	if c.Bundle != "-" {
		f, err := os.Open(c.Bundle)
		if err != nil {
			return nil, fault.New(fault.NotFound, "score.verify.no_file", "file", c.Bundle)
		}
		defer f.Close() //nolint:errcheck // read only
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, largestBundle+1))
	switch {
	case err != nil:
		return nil, fault.New(fault.NotFound, "score.verify.no_file", "file", c.Bundle)
	case len(raw) > largestBundle:
		return nil, fault.New(fault.TooLarge, "score.verify.too_large", "file", c.Bundle)
	}
	return raw, nil
}
