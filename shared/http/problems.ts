export type ProblemRule = {
	readonly status: number
	readonly title: string
	readonly detail: string
	/** The code of its type, where another problem says the same of another place. */
	readonly type?: string | undefined
}

/** Every problem of the API, by its stable code. The type is `urn:hilft:problem:` and the code. */
export const PROBLEMS = {
	'token-missing': { status: 401, title: 'Sign in first', detail: 'Send a bearer token.' },
	'token-invalid': { status: 401, title: 'Sign in again', detail: 'The token is not valid here, or no longer.' },
	'token-revoked': {
		status: 401,
		title: 'Sign in again',
		detail: 'A lead has ended all sign-ins of before: sign in anew.',
	},
	'role-missing': {
		status: 403,
		title: 'No role',
		detail: 'The groups of the token permit nothing of what the roster says: have one of them mended.',
	},
	'role-forbidden': { status: 403, title: 'Not for your role', detail: 'Your role may not do this.' },
	'not-yours': {
		status: 403,
		title: 'Not your case',
		detail:
			"Only whom the case was entrusted to may do this. If you took it over, or help out with what is another's, somebody else must hand it to you: its owner by a release or an assignment, or a lead.",
	},
	'not-found': { status: 404, title: 'Nothing here', detail: 'There is no such path.' },
	'case-unknown': { status: 404, title: 'No such case', detail: 'There is no case with this id.' },
	'case-unreadable': {
		status: 503,
		title: 'The case cannot be read',
		detail:
			'A newer release wrote to this case, and the one that runs does not understand it. Nothing is lost, and those on call know. Repeating does not help before it is mended.',
	},
	'media-unknown': {
		status: 404,
		title: 'No such attachment',
		detail: 'The message has no attachment there, or none that was kept.',
	},
	'range-needed': {
		status: 413,
		title: 'Too large at once',
		detail: 'Ask for parts with the header Range: at most 4 MiB come at once.',
	},
	'range-not-satisfiable': { status: 416, title: 'No such part', detail: 'The attachment is not that long.' },
	'parked-unknown': { status: 404, title: 'Not parked', detail: 'No parked event has this id, or it was handled.' },
	'deletion-unknown': {
		status: 404,
		title: 'No such request',
		detail: 'No request to delete has this code, or it ended more than 30 days ago.',
	},
	'deletion-finished': { status: 409, title: 'Finished', detail: 'This request to delete has ended already.' },
	'deletion-in-work': {
		status: 409,
		title: 'Under way',
		detail: 'Somebody was found, and is being erased: it ends by itself.',
	},
	'aside-unknown': {
		status: 404,
		title: 'No such aside',
		detail: 'Nothing was written aside under this id, or it was erased.',
	},
	'no-data': { status: 404, title: 'No data', detail: 'The customer gave none of these fields.' },
	'method-not-allowed': { status: 405, title: 'Wrong method', detail: 'The header Allow names the methods.' },
	'json-malformed': { status: 400, title: 'Not JSON', detail: 'The body is not a JSON object in UTF-8.' },
	'query-invalid': { status: 400, title: 'Wrong query', detail: 'See errors for the parameters.' },
	'header-invalid': { status: 400, title: 'Wrong header', detail: 'See errors for the header.' },
	'cursor-invalid': { status: 400, title: 'Wrong cursor', detail: 'Use the `next` of an earlier answer as it is.' },
	'too-large': { status: 413, title: 'Too large', detail: 'A body may have 64 KiB.' },
	'media-type-unsupported': { status: 415, title: 'Not application/json', detail: 'Send application/json.' },
	'body-invalid': { status: 422, title: 'Wrong body', detail: 'See errors for the fields.' },
	'idempotency-key-reused': {
		status: 422,
		title: 'Idempotency-Key used before',
		detail: 'This key came with another request. Take a new key for a new request.',
	},
	'idempotency-key-in-progress': {
		status: 409,
		title: 'Still at it',
		detail: 'The first request with this key has not ended. Repeat it a little later.',
	},
	'stale-version': {
		status: 409,
		title: 'The case has changed',
		detail: 'Look at the case as it is now, then send its version.',
	},
	'case-closed': {
		status: 409,
		title: 'The case is closed',
		detail: 'This needs an open case. It opens again when the customer writes.',
	},
	'claimed-by-other': { status: 409, title: 'Somebody else is at it', detail: 'The case is claimed by another agent.' },
	'no-message-to-answer': { status: 409, title: 'Nothing to answer', detail: 'The customer has written no message.' },
	'request-open': { status: 409, title: 'Asked already', detail: 'A request for data is open. Revoke or resend it.' },
	'no-open-request': { status: 409, title: 'No open request', detail: 'No request for data is open.' },
	'unanswered-reason-needed': {
		status: 409,
		title: 'Somebody waits',
		detail:
			'The customer has the last word. Answer first, close when the answer was sent, or name the reason why nobody needs to answer; possible says which fit.',
	},
	'outcome-mismatch': {
		status: 422,
		title: 'These do not go together',
		detail: 'No case ends with this outcome for this reason. See possible for the reasons of each outcome.',
	},
	'evidence-needed': {
		status: 422,
		title: 'Nothing on record proves it',
		detail:
			'What you say must be on record first: for answeredElsewhere confirm the native answer or record the call; for withdrawnByCustomer name their message; nobody is unreachable until seven days after our second try without a word from them; for du name the message in which the customer says it to us, or ask them on the phone and record the call.',
	},
	'not-read': {
		status: 409,
		title: 'Not read',
		detail:
			'You were not shown what this customer wrote last, and you would end their wait. Open the case and read it, then decide.',
	},
	'second-person': {
		status: 409,
		title: 'A second person decides',
		detail:
			'This end is recorded as a proposal, and the case stays open until a colleague or a lead who read it approves or refuses it. So it is for spam and incidents, and after three closings without an answer in ten minutes.',
	},
	'colleague-needed': {
		status: 409,
		title: 'A colleague says this one',
		detail:
			'You ended the wait of three customers in ten minutes without an answer of ours. Ask a colleague to look whether this one was answered elsewhere, and to say so.',
	},
	'no-closing-proposed': {
		status: 409,
		title: 'Nothing is proposed',
		detail:
			'No end of this case waits for a second person: it was decided, or the customer did something since. Look at the case as it is now.',
	},
	'no-answer-queued': {
		status: 409,
		title: 'No answer is on its way',
		detail:
			'There is no answer that the close could wait for: it was sent, withdrawn, or failed. Close without `when`, or answer first.',
	},
	'not-in-bulk': {
		status: 422,
		title: 'One by one',
		detail:
			'Only spam and what an incident told are ended many at once, and a second person decides each. Every other matter is somebody’s own: open it, read it, and close it by itself.',
	},
	'promise-open': {
		status: 409,
		title: 'Something is still owed',
		detail:
			'A promise in this case is open, and a case with one does not close. Say of each in possible that it was kept or broken, or move it to another date first.',
	},
	'promise-unknown': { status: 404, title: 'No such promise', detail: 'The case has no promise with this id.' },
	'promise-ended': {
		status: 409,
		title: 'Ended already',
		detail: 'This promise was kept, broken, moved or voided. See promises of the case for how, and make a new one.',
	},
	'too-many-promises': {
		status: 409,
		title: 'Too many promises',
		detail: 'A case has at most 20 open promises. Say of some that they were kept or broken first.',
	},
	'due-in-past': {
		status: 422,
		title: 'Over already',
		detail: 'The date is not after now: give one that is still to come.',
	},
	'due-too-far': {
		status: 422,
		title: 'Too far away',
		detail: 'The date is more than 366 days away: give a nearer one.',
	},
	'no-follow-up': { status: 409, title: 'No follow-up', detail: 'Nobody has set a date to see this case again.' },
	'ask-first': {
		status: 422,
		title: 'Ask first',
		detail: 'On the telephone the first question is whether du is all right there, too: ask it, then say so in asked.',
	},
	'message-unknown': {
		status: 404,
		title: 'No such message',
		detail: 'The case has no message of a customer with this id, or it was erased.',
	},
	'message-private': { status: 409, title: 'Private', detail: 'Only what stands in public can be hidden.' },
	'reply-unknown': { status: 404, title: 'No such answer', detail: 'The case has no answer with this id.' },
	'reply-deleted': { status: 409, title: 'Deleted', detail: 'This answer was deleted already.' },
	'reply-sent': {
		status: 409,
		title: 'Sent already',
		detail: 'It is with the customer already. What stands in public can be corrected or deleted.',
	},
	'reply-private': { status: 409, title: 'Private', detail: 'What was sent in private cannot be changed any more.' },
	'reply-not-in-doubt': { status: 409, title: 'Not in doubt', detail: 'How this answer ended is known.' },
	'no-corrections': {
		status: 409,
		title: 'No corrections there',
		detail: 'This network lets nobody correct an answer: delete it and write another one.',
	},
	'send-under-way': { status: 409, title: 'Too late', detail: 'It is on its way already.' },
	'window-closed': {
		status: 409,
		title: 'The window is closed',
		detail: "The network's time for this answer is over. See possible for what else can be done.",
	},
	'never-open': {
		status: 409,
		title: 'No private answer there',
		detail:
			'The network takes no private answer to what was written there, and never did. They can be answered in private once they wrote to us in private. See possible.',
	},
	'private-reply-used': {
		status: 409,
		title: 'Replied privately before',
		detail: 'The network allows one private reply to a comment, and it was sent, or is about to be. See possible.',
	},
	'answer-by-hand': {
		status: 409,
		title: 'Answer by hand',
		detail:
			'The network lets us answer this by hand only: X who neither mentioned nor quoted us, Facebook what stands outside our page, Instagram a broadcast. Answer at link or in its app, then mark the case as answered by hand.',
	},
	'no-confirmed-address': {
		status: 409,
		title: 'No confirmed address',
		detail: 'The customer confirmed no mail address in this case. Ask for data by a secure request first.',
	},
	'nothing-to-answer': { status: 409, title: 'Nothing to answer', detail: 'Nobody waits for an answer.' },
	'person-erased': {
		status: 409,
		title: 'Erased',
		detail: 'This person was erased, or is being erased: nothing more is sent to them.',
	},
	'drafts-ended': {
		status: 409,
		title: 'No drafts any more',
		detail:
			'The case was closed more than 14 days ago, or its person is being erased: nothing that is not sent is kept here.',
	},
	'own-proposal': {
		status: 409,
		title: 'A second person is needed',
		detail:
			'You proposed it yourself. Ask a colleague or a lead to look at the case and to decide: of an end they approve or refuse it, of an erasure they type the case’s number within 24 hours, until when you can withdraw it.',
	},
	'erasure-begun': {
		status: 409,
		title: 'Too late',
		detail: 'The erasure has begun, and nothing can stop it. The timeline tells when it has ended.',
	},
	'erasure-not-demanded': {
		status: 409,
		title: 'Nothing to withdraw',
		detail:
			'No erasure of this person is proposed or demanded: it was withdrawn, or its proposal is older than 24 hours. Look at the case as it is now.',
	},
	'proposal-unknown': {
		status: 404,
		title: 'No such proposal',
		detail:
			'The case has no proposal with this id that waits: it was released or returned, or its author wrote another.',
	},
	'proposal-stale': {
		status: 409,
		title: 'The customer wrote since',
		detail:
			'Its author did not see what came after. Look at the case: if the proposal still fits, release it with the version you saw, else return it with a note.',
	},
	'agent-retired': {
		status: 403,
		title: 'Retired',
		detail: 'This agent has left, and their rights with them. A lead can put them on the roster again.',
	},
	'not-on-roster': {
		status: 403,
		title: 'Not on the roster',
		detail: 'You are signed in, but nobody has put you on the roster yet: ask a lead, who needs your subject for it.',
	},
	'no-such-agent': { status: 404, title: 'No such agent', detail: 'The roster has nobody of this name.' },
	'agent-known': {
		status: 409,
		title: 'On the roster already',
		detail: 'Somebody of this name works here: change their record instead.',
	},
	'agent-changed': {
		status: 409,
		title: 'Changed meanwhile',
		detail: 'Somebody changed this agent since you looked: look again, then decide.',
	},
	'own-record': {
		status: 403,
		title: 'Your own rights',
		detail: 'Nobody changes their own role or team, or retires themself: another lead does.',
	},
	'agent-unknown': {
		status: 422,
		title: 'No such agent',
		detail: 'Nobody of this name works here. See errors for the field, and name somebody from the roster.',
	},
	'not-an-agent': {
		status: 422,
		title: 'Owns no cases',
		detail:
			'Only agents and leads who work here own cases or stand in for others. Name one of them; a team has a field of its own, team.',
	},
	'team-unknown': { status: 422, title: 'No such team', detail: 'No team has this code: name one from the roster.' },
	'deputy-is-owner': {
		status: 422,
		title: 'Owner and deputy are one',
		detail: 'A deputy stands in for the owner: name somebody else, or nobody.',
	},
	'danger-open': {
		status: 409,
		title: 'Somebody may be in danger',
		detail:
			'See dangers. Say what was done about each, or why there is none: then the case can be closed. See possible for how.',
	},
	'danger-not-open': {
		status: 409,
		title: 'No such danger',
		detail:
			'No danger of this kind stands in the case: it has ended, or nobody raised it. Look at the case as it is now.',
	},
	'signal-not-raised': {
		status: 409,
		title: 'No such signal',
		detail: 'Nobody raised this signal, or its message was taken back. Raise it yourself, or leave it.',
	},
	'take-over-needed': {
		status: 409,
		title: 'Somebody has this case',
		detail:
			'See owner and claimedBy. Ask them to release it, or ask a lead. If they are off, away or retired, take it over.',
	},
	'call-needed': {
		status: 422,
		title: 'No call on record',
		detail: 'Record the call in which the customer agreed to du, then set it.',
	},
	'initials-taken': {
		status: 409,
		title: 'Taken',
		detail: 'Somebody has or had these initials: take others.',
	},
	'too-many-misses': {
		status: 429,
		title: 'Too many wrong numbers',
		detail: 'Ten numbers of no case in ten minutes: ask the customer to spell theirs, and wait a little.',
	},
	'step-missing': {
		status: 409,
		title: 'One step after the other',
		detail:
			'Nobody is warned without a pointer in the last 90 days, hidden without a warning, or muted without something hidden or a second warning. See possible for what can be done now.',
	},
	'step-unknown': {
		status: 404,
		title: 'No such step',
		detail: 'The case knows no step with this id. See netiquette of the case for those that count.',
	},
	'hide-impossible': {
		status: 409,
		title: 'The network does not hide this',
		detail:
			'Facebook and Instagram hide comments, X only replies to what we wrote; see hideable of the entry. Report it at the network, and warn once more: after a second warning a lead may mute.',
	},
	'lead-needed': {
		status: 403,
		title: 'A lead decides this',
		detail: 'Only a lead mutes somebody, or ends it: ask one to look at the case.',
	},
	'mute-end-invalid': {
		status: 422,
		title: 'At most 30 days',
		detail: 'Somebody is muted until a moment to come, at most 30 days away.',
	},
	'search-holds-data': {
		status: 422,
		title: 'Search by the case number',
		detail:
			'No case is found by a customer number, a phone number or an address: they lie in the vault. Search by the case number, by a name, or by words that the customer wrote.',
	},
	'search-too-short': {
		status: 422,
		title: 'Three letters at least',
		detail: 'Search by a case number, or by three letters or more of a name or a word.',
	},
	'text-empty': { status: 422, title: 'No text', detail: 'Write something.' },
	'text-invalid': {
		status: 422,
		title: 'Unreadable characters',
		detail: 'The text holds control characters, or halves of characters, that nobody can read.',
	},
	'reply-not-sent': { status: 409, title: 'Not sent', detail: 'Only an answer that was sent can be changed.' },
	'text-too-long': {
		status: 422,
		title: 'Too long',
		detail: 'See length and limit, counted as the network does, initials included.',
	},
	'personal-data': {
		status: 422,
		title: 'Personal data in public',
		detail: 'The text holds personal data that everybody would read. See findings for their places; ask in private.',
	},
	'note-holds-data': {
		status: 409,
		type: 'personal-data',
		title: 'Personal data in a note',
		detail:
			'Everybody at the desk reads what we write for each other. See findings for the places: have them moved into the vault by a note with `into: "vault"`, or leave them out.',
	},
	'note-unknown': {
		status: 404,
		title: 'No such note',
		detail: 'The case has no such note that stands, or it is too old to be taken back.',
	},
	'note-of-other': { status: 409, title: 'Not your note', detail: 'Only who wrote a note takes it back: ask them.' },
	'question-unknown': {
		status: 404,
		title: 'No such question',
		detail: 'No note with this id waits for an answer: it was answered or taken back. Write a plain note.',
	},
	'warnings-open': {
		status: 409,
		title: 'Look again',
		detail: 'See warnings. To send it all the same, name a reason for each in overrides.',
	},
	'undo-running': { status: 409, title: 'Too early', detail: 'Until it leaves, its author can still withdraw it.' },
	'send-ended': { status: 409, title: 'Ended', detail: 'This has ended already.' },
	'send-unknown': { status: 409, title: 'Unknown', detail: 'There is no such send.' },
	'parked-body-gone': {
		status: 410,
		title: 'Gone',
		detail: 'Nothing but this entry is left of it: its body was not kept, or its time was over.',
	},
	erased: { status: 410, title: 'Erased', detail: 'What the customer gave was erased.' },
	'try-later': { status: 503, title: 'Not now', detail: 'Try again in a moment.' },
	internal: { status: 500, title: 'Our fault', detail: 'Something went wrong. It was recorded.' },
} as const satisfies Record<string, ProblemRule>
export type ProblemCode = keyof typeof PROBLEMS
