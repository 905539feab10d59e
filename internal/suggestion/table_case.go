package suggestion

import (
	"slices"

	"huiyin/internal/flow"
)

// alive are the states in which units work on the case.
var alive = states{Assigned, Handling, Replied, Evaluated, Redoing, FollowUp}

// Alive reports whether units work on the case: neither waiting for them nor at an end.
func (c *Case) Alive() bool { return slices.Contains(alive, c.State) }

// handled are the states from acceptance to the end of the work.
var handled = append(states{Pending, Closed}, alive...)

// caseTable is the life of the case itself.
var caseTable = flow.Table[*X]{Name: "case", Rules: []row{
	// writing
	{From: states{""}, Do: "start_draft", By: who{Proposer, Aide, Office}, If: need{mandateLive}, To: Draft, Act: act(startDraft)},
	{From: states{Draft, Cosigning, Returned}, Do: "write", By: who{Proposer, Aide}, Act: act(write)},
	{From: states{Draft, Cosigning, Returned}, Do: "write", By: who{Office}, If: need{draftIsOurs}, Act: act(write)},
	{From: states{Draft, Cosigning}, Do: "invite", By: who{Proposer, Aide}, To: Cosigning, Act: act(invite)},
	{From: states{Draft, Cosigning}, Do: "invite", By: who{Office}, If: need{draftIsOurs}, To: Cosigning, Act: act(invite)},
	{From: states{Cosigning}, Do: "close_cosigning", By: who{flow.System}, When: need{cosignOver}, To: Draft, Act: move()},
	{From: states{Cosigning}, Do: "close_cosigning", By: who{Proposer, Aide}, To: Draft, Act: move()},
	{From: states{Cosigning}, Do: "close_cosigning", By: who{Office}, If: need{draftIsOurs}, To: Draft, Act: move()},
	{From: states{Draft, Cosigning, Returned}, Do: "submit", By: who{Proposer, Aide}, If: need{hasLead, hasTitle, hasBody, hasRequest, hasOrigin, mandateLive}, To: Submitted, Act: act(submit), Clock: clocks{clock("accept", "start")}},
	{From: states{Draft, Cosigning, Returned}, Do: "submit", By: who{Office}, If: need{draftIsOurs, hasLead, hasTitle, hasBody, hasRequest, hasOrigin}, To: Submitted, Act: act(submit), Clock: clocks{clock("accept", "start")}},
	{From: states{Draft, Cosigning}, Do: "discard", By: who{Proposer, Aide}, To: Discarded, Act: move()},
	{From: states{Draft, Cosigning}, Do: "discard", By: who{Office}, If: need{draftIsOurs}, To: Discarded, Act: move()},
	{From: states{Draft, Cosigning, Returned}, Do: "attach_text", By: who{Proposer, Aide}, If: need{textHasRoom}, Act: act(attachText)},
	{From: states{Draft, Cosigning, Returned, Submitted, Reviewing}, Do: "attach_text", By: who{Office}, If: need{textHasRoom}, Act: act(attachText)},
	{From: states{Draft, Cosigning, Returned}, Do: "remove_text_file", By: who{Proposer, Aide}, When: need{hasFile}, Act: act(removeFile)},
	{From: states{Draft, Cosigning, Returned}, Do: "remove_text_file", By: who{Office}, When: need{hasFile}, If: need{draftIsOurs}, Act: act(removeFile)},

	// checking
	{From: states{Submitted}, Do: "route_check", By: who{flow.System}, When: need{hasCounty}, To: Checking, Act: move()},
	{From: states{Checking}, Do: "pass_check", By: who{CountyDesk}, To: Reviewing, Act: act(passCheck)},
	{From: states{Checking}, Do: "return_check", By: who{CountyDesk}, To: Returned, Act: act(sendBackText), Clock: clocks{clock("accept", "void")}},
	{From: states{Submitted, Checking}, Do: "start_review", By: who{Office, OfficeHead}, To: Reviewing, Act: act(lock)},
	{From: states{Reviewing}, Do: "lock_review", By: who{Office, OfficeHead}, If: need{notLocked}, Act: act(lock)},
	{From: states{Reviewing}, Do: "accept", By: who{Office, OfficeHead}, If: need{notLocked}, To: Pending, Act: act(accept), Clock: clocks{clock("accept", "stop"), clock("assign", "start")}},
	{From: states{Reviewing}, Do: "return", By: who{Office, OfficeHead}, If: need{notLocked, nothingJoined}, To: Returned, Act: act(sendBackText), Clock: clocks{clock("accept", "void")}},
	{From: states{Reviewing}, Do: "refuse", By: who{Office, OfficeHead}, If: need{notLocked, mayRefuse}, To: Refused, Act: act(refuse), Clock: clocks{clock("accept", "void")}},
	{From: states{Reviewing, Pending}, Do: "to_letter", By: who{Office, OfficeHead}, If: need{notLocked, mayBeLetter}, To: Letter, Act: act(refuse), Clock: clocks{clock("assign", "void")}},
	{From: states{Reviewing}, Do: "split", By: who{Office, OfficeHead}, If: need{notLocked, manyRequests}, Act: act(split)},
	{From: states{""}, Do: "born_of_split", By: who{flow.System}, To: Reviewing, Act: act(bornOfSplit)},
	{From: states{Reviewing, Pending, Assigned, Handling}, Do: "merge", By: who{Office, OfficeHead}, If: need{nothingSent, nothingJoined}, To: Merged, Act: act(merge), Clock: clocks{clock("*", "void")}},
	{From: states{Reviewing, Pending, Assigned, Handling}, Do: "absorb", By: who{flow.System}, If: need{nothingSent}, Act: act(absorb)},
	{From: states{Reviewing, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed}, Do: "release", By: who{flow.System}, Act: act(release)},
	{From: states{Merged}, Do: "unmerge", By: who{Office, OfficeHead}, When: need{mergedReview}, If: need{nothingSent}, To: Reviewing, Act: act(unmerge)},
	{From: states{Merged}, Do: "unmerge", By: who{Office, OfficeHead}, When: need{mergedPending}, If: need{nothingSent}, To: Pending, Act: act(unmerge)},
	{From: states{Merged}, Do: "unmerge", By: who{Office, OfficeHead}, When: need{mergedGiven}, If: need{nothingSent}, To: Assigned, Act: act(unmerge)},
	{From: states{Merged}, Do: "unmerge", By: who{Office, OfficeHead}, When: need{mergedHandled}, If: need{nothingSent}, To: Handling, Act: act(unmerge)},
	// a main case that ends unanswered lets its merged cases go
	{From: states{Merged}, Do: "main_ended", By: who{flow.System}, Act: act(mainEnded)},
	{From: states{Merged}, Do: "stand_alone", By: who{flow.System}, When: need{mainGone, mergedReview}, To: Reviewing, Act: act(standAlone)},
	{From: states{Merged}, Do: "stand_alone", By: who{flow.System}, When: need{mainGone, mergedPending}, To: Pending, Act: act(standAlone)},
	{From: states{Merged}, Do: "stand_alone", By: who{flow.System}, When: need{mainGone, mergedGiven}, To: Assigned, Act: act(standAlone)},
	{From: states{Merged}, Do: "stand_alone", By: who{flow.System}, When: need{mainGone, mergedHandled}, To: Handling, Act: act(standAlone)},
	{From: states{Merged}, Do: "deliver_letter", By: who{flow.System}, Act: act(deliverLetter), Clock: clocks{clock("feedback", "start")}},
	{From: states{Submitted, Checking, Reviewing, Returned, Pending, Assigned, Handling, Replied, Redoing}, Do: "withdraw", By: who{Proposer}, If: need{mayWithdraw, allAgreeWithdraw}, To: Withdrawn, Act: act(withdraw), Clock: clocks{clock("*", "void")}},
	{From: states{Submitted, Checking, Reviewing, Returned, Pending, Assigned, Handling, Replied, Redoing}, Do: "withdraw", By: who{Office}, If: need{draftIsOurs, mayWithdraw, allAgreeWithdraw}, To: Withdrawn, Act: act(withdraw), Clock: clocks{clock("*", "void")}},
	{From: states{Merged}, Do: "withdraw", By: who{Proposer}, If: need{mayWithdraw, allAgreeWithdraw, noLetterYet}, To: Withdrawn, Act: act(withdraw)},
	{From: states{Merged}, Do: "withdraw", By: who{Office}, If: need{draftIsOurs, mayWithdraw, allAgreeWithdraw, noLetterYet}, To: Withdrawn, Act: act(withdraw)},
	// on paper: any suggestion's, with a second person
	{From: withdrawable, Do: "enter_withdrawal", By: who{Office, OfficeHead}, If: need{mayWithdraw, noWithdrawalYet}, Act: act(enterWithdrawal), Still: true},
	{From: states{Merged}, Do: "enter_withdrawal", By: who{Office, OfficeHead}, If: need{mayWithdraw, noWithdrawalYet, noLetterYet}, Act: act(enterWithdrawal), Still: true},
	{From: append(states{Merged}, withdrawable...), Do: "withdraw", By: who{flow.System}, When: need{withdrawnOnPaper}, To: Withdrawn, Act: act(withdraw), Clock: clocks{clock("*", "void")}},
	{From: states{Submitted, Checking, Reviewing, Returned, Pending, Assigned, Handling, Replied, Redoing, Merged}, Do: "agree_withdrawal", By: who{Cosigner}, Act: act(agreeWithdrawal)},

	// hand-over
	{From: states{Pending}, Do: "propose_units", By: who{Office, OfficeHead}, Act: act(proposeUnits)},
	{From: states{Pending}, Do: "assign", By: who{OfficeHead}, If: need{hasProposal, secondPerson}, To: Assigned, Act: act(assign), Clock: clocks{clock("assign", "stop"), clock("sign_for", "start"), clock("object", "start"), clock("contact", "start"), clock("co_opinion", "start"), clock("reply", "start"), clock("reply_max", "start")}},
	{From: states{Assigned, Handling}, Do: "add_units", By: who{Office, OfficeHead}, Act: act(addUnits), Clock: clocks{clock("co_opinion", "start")}},

	// the case moves when its parts have
	{From: states{Assigned}, Do: "begin", By: who{flow.System}, When: need{anySigned}, To: Handling, Act: move()},
	{From: states{Assigned, Handling, Redoing}, Do: "all_replied", By: who{flow.System}, When: need{allReplied}, To: Replied, Act: move()},
	{From: states{Replied, Evaluated, FollowUp, Closed}, Do: "redo_begins", By: who{flow.System}, When: need{someRework}, To: Redoing, Act: move()},
	{From: states{Replied}, Do: "all_rated", By: who{flow.System}, When: need{allRated}, To: Evaluated, Act: move()},
	{From: states{Evaluated}, Do: "follow", By: who{flow.System}, When: need{noneOpen, promisesOpen}, To: FollowUp, Act: move()},
	{From: states{Evaluated, FollowUp}, Do: "close", By: who{flow.System}, When: need{noneOpen, promisesDone}, To: Closed, Act: act(closeCase)},
	// out of the archive too: an open promise on a file that nobody works on would be nobody's
	{From: states{Closed, Archived}, Do: "reopen_follow", By: who{flow.System}, When: need{promisesOpen}, To: FollowUp, Act: act(reopenFollow)},
	{From: states{Closed}, Do: "archive", By: who{Office, OfficeHead}, To: Archived, Act: move()},
	{From: states{Replied, Evaluated, FollowUp, Closed}, Do: "reopen", By: who{OfficeHead}, If: need{nobodyWaits}, To: Redoing, Act: act(reopen), Clock: clocks{clock("redo", "start")}},

	// at any time while it lives
	{From: alive, Do: "urge", By: who{Office, OfficeHead, GovDesk, Special}, Act: act(urge)},
	{From: append(states{Archived}, handled...), Do: "mark_key", By: who{flow.System}, Act: act(markKey)},
	{From: append(states{Closed}, alive...), Do: "take_promise", By: who{flow.System}, Act: act(takePromise)},
	{From: append(states{Archived}, handled...), Do: "mark_excellent", By: who{flow.System}, Act: act(markExcellent)},
	{From: Hearing, Do: "hear_answers", By: who{flow.System}, Act: act(hear), Still: true},
	{From: alive, Do: "instruct", By: who{Leader, GovLeader}, Act: act(instruct)},
	{From: correctable, Do: "propose_correction", By: who{Office, OfficeHead}, Act: act(proposeCorrection)},
	{From: states{Submitted, Checking, Reviewing, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed}, Do: "report_pressure", By: who{Proposer, Cosigner}, Act: act(reportPressure), Still: true},
	{From: states{Submitted, Checking, Reviewing, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed}, Do: "protect", By: who{Proposer, Office, OfficeHead}, Act: act(protect)},

	{From: states{Submitted, Checking, Reviewing, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed, Archived, Merged}, Do: "recount", By: who{flow.System}, Act: act(recountAll), Clock: clocks{clock("*", "extend")}},
	{From: states{Submitted, Checking, Reviewing, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed, Archived, Merged}, Do: "count_from_close", By: who{flow.System}, Act: act(countFromClose), Clock: clocks{clock("*", "extend"), clock("assign", "start")}},
	{From: states{Draft, Cosigning, Returned, Submitted, Checking, Reviewing, Pending, Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed, Archived, Merged}, Do: "succeed_unit", By: who{flow.System}, Act: act(succeedUnit)},

	{From: signable, Do: "note_mandate", By: who{flow.System}, Act: act(noteMandate)},

	// what enters from elsewhere
	{From: states{""}, Do: "enter_secret", By: who{Office, OfficeHead}, To: Offline, Act: act(stub)},
	// history comes from a person of the committee, or from the installation's own command line
	{From: states{""}, Do: "record_history", By: who{Office, OfficeHead, flow.System}, When: need{historyArchived}, To: Archived, Act: act(recordHistory)},
	{From: states{""}, Do: "record_history", By: who{Office, OfficeHead, flow.System}, When: need{historyFollowed}, To: FollowUp, Act: act(recordHistory)},
	{From: states{""}, Do: "record_history", By: who{Office, OfficeHead, flow.System}, When: need{historyReturned}, To: Refused, Act: act(recordHistory)},
	{From: states{""}, Do: "record_history", By: who{Office, OfficeHead, flow.System}, When: need{historyLetter}, To: Letter, Act: act(recordHistory)},
	{From: states{""}, Do: "record_history", By: who{Office, OfficeHead, flow.System}, When: need{historyWithdrawn}, To: Withdrawn, Act: act(recordHistory)},
	{From: states{""}, Do: "record_history", By: who{Office, OfficeHead, flow.System}, When: need{historyMerged}, To: Merged, Act: act(recordHistory)},
}}
