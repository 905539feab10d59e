package cli

// commands is the whole command line. A new command is one file with a struct that has flags and a Run(*Env) error method, one line
// here, and its help texts under cli.help.* in the catalogues; the help tag holds the key.
type commands struct {
	Lang string `help:"cli.help.lang" placeholder:"zh-CN|en"`

	Anchor  anchor   `cmd:"" help:"cli.help.anchor"`
	Backup  backup   `cmd:"" help:"cli.help.backup"`
	Date    date     `cmd:"" help:"cli.help.date"`
	Demo    showcase `cmd:"" help:"cli.help.demo"`
	Found   found    `cmd:"" help:"cli.help.found"`
	Gen     gen      `cmd:"" help:"cli.help.gen"`
	Import  imports  `cmd:"" help:"cli.help.import"`
	Report  figures  `cmd:"" help:"cli.help.report"`
	Restore restore  `cmd:"" help:"cli.help.restore"`
	Score   scoring  `cmd:"" help:"cli.help.score"`
	Serve   serve    `cmd:"" help:"cli.help.serve"`
	Verify  check    `cmd:"" help:"cli.help.verify"`
}
