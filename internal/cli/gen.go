package cli

import (
	"io"

	"huiyin/internal/i18n"
	"huiyin/internal/rule"
)

// gen writes the generated documents: huiyin gen rules > docs/rules.md. Tests compare them with the committed ones.
type gen struct {
	Rules genRules `cmd:"" help:"cli.help.gen.rules"`
}

type genRules struct{}

// Run writes docs/rules.md to stdout, in Chinese whatever the language asked for.
func (genRules) Run(env *Env) error {
	_, err := io.WriteString(env.Out, rule.Document(rule.Shipped(), i18n.For(i18n.Chinese)))
	return err
}
