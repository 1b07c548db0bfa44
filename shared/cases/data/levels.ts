import * as z from 'zod'
import type { Assurance } from '../codes.ts'

/**
 * How sure we are who wrote something. The drop box gives the first two, never the third: that only a call-back to the
 * number in the contract gives, so no submission carries it.
 */
export type Level = Assurance | 'contractHolder'

/** What may be acted on from a level on (shared/requests/README.md, "Levels of proof"). The one table of it. */
const ACTS_FROM = {
	controlsAccount: ['generalAdvice', 'faultReport', 'callBack'],
	controlsMailbox: ['orderStatus', 'technicianVisit', 'complaintAboutBill'],
	contractHolder: ['simCard', 'porting', 'addressChange', 'bankDetails', 'pin', 'contractCopy'],
} as const satisfies Record<Level, readonly string[]>

/** What may be acted on by the word of whoever sent the data. */
export const protectedActSchema = z.enum([...ACTS_FROM.controlsAccount, ...ACTS_FROM.controlsMailbox])
export type ProtectedAct = z.infer<typeof protectedActSchema>

/** All that each level of a submission allows: its own acts and those of the lower one. */
export const ALLOWED_ACTS: Readonly<Record<Assurance, readonly ProtectedAct[]>> = {
	controlsAccount: ACTS_FROM.controlsAccount,
	controlsMailbox: protectedActSchema.options,
}
