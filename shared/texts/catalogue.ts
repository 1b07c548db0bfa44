import type { DataField } from '#shared/cases/codes.ts'

/** A sentence that needs values. */
type With<Values> = (values: Values) => string

/** A page with text only. */
export type Notice = { readonly title: string; readonly paragraphs: readonly string[] }

/**
 * All texts that people read, in one language and one form of address. The compiler refuses a catalogue without one of
 * them.
 */
export type Catalogue = {
	/** For the lang attribute and the Content-Language header. */
	readonly tag: 'de' | 'en'
	readonly messages: {
		/** Private: holds link and code. `fields` are nouns. */
		readonly request: With<{ company: string; link: string; code: string; fields: readonly string[] }>
		/** Public: no token, at most 280 weighted characters. */
		readonly invitation: With<{ number: string; hotline: string }>
		/** Below a private reply, of which there is only one until the customer writes back (NETWORKS.md 3.4). */
		readonly askForAnswer: string
		/** Public: a ready answer to personal data that a person posted. */
		readonly deletePost: string
		/** Words about tone, to be put beside an answer; in public they fit a post on X with initials. */
		readonly netiquette: Readonly<Record<'pointer' | 'warning', string>>
		/** Private: the request mail bounced. */
		readonly mailBounced: With<{ link: string; hotline: string }>
		readonly mailComplained: With<{ link: string; hotline: string }>
	}
	readonly fields: Readonly<
		Record<
			DataField,
			{ readonly label: string; readonly hint: string /** Within a list in a sentence. */; readonly noun: string }
		>
	>
	readonly problems: {
		readonly summary: string
		readonly missing: With<{ label: string }>
		readonly tooLong: With<{ label: string; max: number }>
		readonly invalid: Readonly<Record<DataField, string>>
		readonly bankDetails: string
		readonly addressMissing: string
		readonly addressInvalid: string
		readonly codeEmpty: string
		readonly codeIllFormed: string
		readonly codeWrong: string
		readonly presentedEmpty: string
		readonly presentedIllFormed: string
		readonly tailWrong: string
	}
	readonly frame: {
		readonly securePage: string
		readonly switchLabel: string
		readonly privacy: string
		readonly imprint: string
		readonly help: With<{ hotline: string }>
		readonly opening: string
	}
	readonly code: { readonly label: string; readonly hint: string }
	readonly startShell: {
		readonly title: string
		readonly intro: string
		readonly label: string
		readonly button: string
	}
	readonly dataShell: {
		readonly title: string
		readonly intro: string
		readonly label: string
		readonly hint: string
		readonly button: string
	}
	readonly start: {
		readonly title: string
		readonly intro: string
		readonly asked: string
		readonly label: string
		readonly hint: string
		readonly button: string
		readonly noMailTitle: string
		readonly noMailIntro: string
		readonly noMailButton: string
	}
	readonly confirm: { readonly title: string; readonly intro: string; readonly yes: string; readonly change: string }
	readonly sent: Notice
	readonly askCode: { readonly title: string; readonly intro: string; readonly button: string }
	readonly notMe: {
		readonly title: string
		readonly intro: string
		readonly label: string
		readonly hint: string
		readonly button: string
		readonly done: Notice
	}
	readonly form: {
		readonly title: string
		readonly intro: string
		readonly warning: string
		readonly optional: string
		readonly partial: string
		readonly button: string
	}
	readonly thanks: Notice
	readonly thanksForNumber: Notice
	readonly received: Notice
	readonly expired: Notice
	readonly paused: Notice
	readonly unknown: Notice
	readonly failed: Notice
	readonly refused: Notice
	readonly mail: {
		readonly subject: With<{ company: string }>
		readonly preview: string
		readonly greeting: string
		readonly intro: With<{ company: string }>
		readonly button: string
		readonly codeIsElsewhere: string
		readonly validity: string
		readonly withoutScript: With<{ address: string }>
		readonly referenceLabel: string
		readonly notMe: string
		readonly never: string
		readonly closing: With<{ company: string }>
		readonly automatic: With<{ hotline: string }>
	}
	/** The frame of an agent's answer by mail. */
	readonly answerMail: {
		/** Holds nothing of the customer but the case's number. */
		readonly subject: With<{ company: string; number: string }>
		readonly howToAnswer: With<{ company: string; hotline: string }>
	}
}
