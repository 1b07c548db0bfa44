import * as z from 'zod'
import { detectAddressForm } from '#shared/address/detect-address-form.ts'
import { plainLanguage } from '#shared/address/language-signs.ts'
import { costOf, measureText } from '#shared/channels/measure.ts'
import { pricesSchema } from '#shared/channels/x/prices.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { fingerprintOf } from '#shared/screening/same-message.ts'
import { createScreen, maskPersonalData, type Screen } from '#shared/screening/screen-text.ts'
import { stageScreening } from '#shared/screening/stage-screening.ts'
import type { CheckRules, ScreenNote } from './check-reply.ts'
import type { ReplyDependencies } from './prepare-reply.ts'

const settingsSchema = z.object({
	HOTLINE: z.string(),
	MAIL_FROM: z.string(),
	UNDO_SECONDS: z.coerce.number().int().min(0).max(900),
	X_ANSWERS: z.enum(['everyone', 'summonedOnly']),
	X_PRICES: z.preprocess((text) => (typeof text === 'string' ? JSON.parse(text) : text), pricesSchema),
	LAST_TEXTS: z.coerce.number().int().min(0).max(100),
	SCREENING: z.string(),
})

/** The variables of a stage that set the rules of its answers. */
export type ReplySettings = Readonly<Record<keyof z.input<typeof settingsSchema>, string>>

/** The length up to which the form of address is detected, as detection must be quick. */
const LONGEST_READ = 10_000

/** Parses the rules of a stage for answers from its settings. Throws a zod error that names the invalid ones. */
export const replyParts = (
	settings: ReplySettings,
): Pick<ReplyDependencies, 'replyRules' | 'checkRules' | 'undoMilliseconds'> & {
	readonly screenNote: ScreenNote
	readonly screen: Screen
} => {
	const parsed = settingsSchema.parse(settings)
	const screening = stageScreening(parsed)
	const checkRules: CheckRules = {
		measure: measureText,
		detectAddress: (text) => detectAddressForm(text.slice(0, LONGEST_READ)),
		detectLanguage: plainLanguage,
		findPersonalData: (text) => findPersonalData(text, screening),
		fingerprint: fingerprintOf,
		cost: (network, visibility, text, isSummons) =>
			network === 'x' ? costOf(text, parsed.X_PRICES, { visibility, isSummons }) : undefined,
		lastTexts: parsed.LAST_TEXTS,
	}
	return {
		replyRules: { xAnswersSummonsOnly: parsed.X_ANSWERS === 'summonedOnly' },
		checkRules,
		screenNote: (text) => {
			// As the worker does that moves them: a number without a label may be anything.
			const findings = findPersonalData(text, screening, { withBareNumbers: false })
			const places = findings.map(({ kind, start, end }) => ({ kind, start, end }))
			return findings.length === 0 ? undefined : { masked: maskPersonalData(text, findings), findings: places }
		},
		screen: createScreen(screening),
		undoMilliseconds: parsed.UNDO_SECONDS * SECOND,
	}
}
