package cli

import (
	"encoding/json"
	"io"

	"huiyin/internal/i18n"
	"huiyin/internal/lifecycle"
	"huiyin/internal/rule"
	"huiyin/internal/web"
)

// gen writes the generated documents: huiyin gen rules > docs/rules.md. Tests compare them with the committed ones.
type gen struct {
	Errors      genErrors      `cmd:"" help:"cli.help.gen.errors"`
	Glossary    genGlossary    `cmd:"" help:"cli.help.gen.glossary"`
	Indicators  genIndicators  `cmd:"" help:"cli.help.gen.indicators"`
	Lifecycle   genLifecycle   `cmd:"" help:"cli.help.gen.lifecycle"`
	Permissions genPermissions `cmd:"" help:"cli.help.gen.permissions"`
	Routes      genRoutes      `cmd:"" help:"cli.help.gen.routes"`
	Rules       genRules       `cmd:"" help:"cli.help.gen.rules"`
}

type genRules struct{}

// Run writes docs/rules.md to stdout, in Chinese whatever the language asked for.
func (genRules) Run(env *Env) error {
	_, err := io.WriteString(env.Out, rule.Document(rule.Shipped(), i18n.For(i18n.Chinese)))
	return err
}

type genRoutes struct{}

// Run lists the pages and acts as JSON: the browser journeys check that each page was opened.
func (genRoutes) Run(env *Env) error {
	enc := json.NewEncoder(env.Out)
	enc.SetIndent("", " ")
	return enc.Encode(new(web.Server).RouteLines())
}

type genLifecycle struct{}

// Run writes docs/lifecycle.md to stdout.
func (genLifecycle) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Life(i18n.For(i18n.Chinese)))
	return err
}

type genPermissions struct{}

// Run writes docs/permissions.md to stdout.
func (genPermissions) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Permissions(i18n.For(i18n.Chinese)))
	return err
}

type genErrors struct{}

// Run writes docs/errors.md to stdout.
func (genErrors) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Errors())
	return err
}

type genGlossary struct{}

// Run writes docs/glossary.md to stdout.
func (genGlossary) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Glossary())
	return err
}

type genIndicators struct{}

// Run writes docs/indicators.md to stdout.
func (genIndicators) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Indicators(i18n.For(i18n.Chinese)))
	return err
}
