import * as z from 'zod'

/** A key of ours: prefix and base32 characters. Never a network's id, so that facts name nobody. */
const key = <P extends string>(prefix: P) =>
	z.custom<`${P}_${string}`>(
		(value) => typeof value === 'string' && new RegExp(`^${prefix}_[0-9a-z]{16,64}$`).test(value),
		{ error: `must be a ${prefix}_ key` },
	)

export const caseIdSchema = key('case')
export const contactKeySchema = key('contact')
export const messageKeySchema = key('msg')
export const noteKeySchema = key('note')
export const agentKeySchema = key('agent')
export const requestIdSchema = key('req')
export const submissionIdSchema = key('sub')
export const sendIdSchema = key('send')
export const promiseIdSchema = key('promise')
export const stepIdSchema = key('step')
/** Of a delivery or a mail as it was received (shared/kernel/id.ts). */
export const envelopeIdSchema = key('env')

export type CaseId = z.infer<typeof caseIdSchema>
export type ContactKey = z.infer<typeof contactKeySchema>
export type MessageKey = z.infer<typeof messageKeySchema>
export type NoteKey = z.infer<typeof noteKeySchema>
export type AgentKey = z.infer<typeof agentKeySchema>
export type RequestId = z.infer<typeof requestIdSchema>
export type SubmissionId = z.infer<typeof submissionIdSchema>
export type SendId = z.infer<typeof sendIdSchema>
export type PromiseId = z.infer<typeof promiseIdSchema>
export type StepId = z.infer<typeof stepIdSchema>
export type EnvelopeId = z.infer<typeof envelopeIdSchema>

/** ISO 8601 in UTC with milliseconds, the only form written. */
export const instantSchema = z.iso.datetime({ precision: 3 })

/** The number that can be said on the phone: seven Crockford characters, or eight, e.g. `7K3M9QX`. */
export const caseNumberSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{7,8}$/)
