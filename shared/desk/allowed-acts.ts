import { z } from 'zod'
import type { Assurance } from '#shared/cases/facts.ts'

/**
 * What may be acted on by the word of whoever sent the data. SIM card, porting, address, bank, PIN and copies of contracts
 * are not in the list: they need the contract holder, which only a call-back to the contract's own number shows
 * (shared/requests/README.md, "Levels of proof").
 */
export const actSchema = z.enum([
	'generalAdvice',
	'faultReport',
	'callBack',
	'orderStatus',
	'technicianVisit',
	'complaintAboutBill',
])
export type Act = z.infer<typeof actSchema>

/** Acts by level. Says the same as shared/requests/levels.ts, which this room may not know; a test compares them. */
export const ALLOWED_ACTS: Readonly<Record<Assurance, readonly Act[]>> = {
	controlsAccount: ['generalAdvice', 'faultReport', 'callBack'],
	controlsMailbox: actSchema.options,
}
