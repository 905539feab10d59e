package cli

import (
	"encoding/json"
	"io"

	"huiyin/internal/i18n"
	"huiyin/internal/lifecycle"
	"huiyin/internal/look"
	"huiyin/internal/rule"
	"huiyin/internal/score"
	"huiyin/internal/web"
)

// gen writes the generated documents: huiyin gen rules > docs/rules.md. Tests compare them with the committed ones.
type gen struct {
	Errors      genErrors      `cmd:"" help:"cli.help.gen.errors"`
	Found       genFound       `cmd:"" help:"cli.help.gen.found"`
	Glossary    genGlossary    `cmd:"" help:"cli.help.gen.glossary"`
	Indicators  genIndicators  `cmd:"" help:"cli.help.gen.indicators"`
	Lifecycle   genLifecycle   `cmd:"" help:"cli.help.gen.lifecycle"`
	Mission     genMission     `cmd:"" help:"cli.help.gen.mission"`
	Permissions genPermissions `cmd:"" help:"cli.help.gen.permissions"`
	Routes      genRoutes      `cmd:"" help:"cli.help.gen.routes"`
	Rules       genRules       `cmd:"" help:"cli.help.gen.rules"`
	Scoring     genScoring     `cmd:"" help:"cli.help.gen.scoring"`
}

type genRules struct{}

// Run writes docs/rules.md to stdout, in Chinese whatever the language asked for.
func (genRules) Run(env *Env) error {
	_, err := io.WriteString(env.Out, rule.Document(rule.Shipped(), i18n.For(i18n.Chinese)))
	return err
}

type genFound struct{}

// Run writes docs/found-lists.md to stdout.
func (genFound) Run(env *Env) error {
	_, err := io.WriteString(env.Out, look.Document(look.Shipped(), i18n.For(i18n.Chinese)))
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

type genMission struct{}

// Run writes docs/mission.md to stdout, in Chinese whatever the language asked for.
func (genMission) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Mission(i18n.For(i18n.Chinese)))
	return err
}

type genGlossary struct{}

// Run writes docs/glossary.md to stdout.
func (genGlossary) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Glossary())
	return err
}

type genScoring struct{}

// Run writes docs/scoring.md to stdout, in Chinese whatever the language asked for.
func (genScoring) Run(env *Env) error {
	_, err := io.WriteString(env.Out, score.Document(i18n.For(i18n.Chinese)))
	return err
}

type genIndicators struct{}

// Run writes docs/indicators.md to stdout.
func (genIndicators) Run(env *Env) error {
	_, err := io.WriteString(env.Out, lifecycle.Indicators(i18n.For(i18n.Chinese)))
	return err
}
