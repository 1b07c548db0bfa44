import { z } from 'zod'
import { localArn } from '../../model/physical-names.ts'
import { type Access, access } from './access.ts'
import { AwsRefusal } from './aws-refusal.ts'

/** A mail as a sending function handed it to SES. */
export type SentMail = {
	readonly raw: Buffer
	readonly from: string
	readonly to: readonly string[]
	readonly configurationSet?: string | undefined
	readonly tags: Readonly<Record<string, string>>
}

const formSchema = z.record(z.string(), z.string())

const numbered = (form: Readonly<Record<string, string>>, prefix: string): string[] =>
	Object.keys(form)
		.filter((name) => name.startsWith(prefix))
		.sort((a, b) => Number(a.slice(prefix.length)) - Number(b.slice(prefix.length)))
		.map((name) => form[name] ?? '')

const tagsOf = (form: Readonly<Record<string, string>>): Record<string, string> => {
	const tags: Record<string, string> = {}
	for (let index = 1; form[`Tags.member.${index}.Name`] !== undefined; index++) {
		tags[form[`Tags.member.${index}.Name`] ?? ''] = form[`Tags.member.${index}.Value`] ?? ''
	}
	return tags
}

/** Returns the value of a header of a raw mail, unfolded. */
const headerOf = (raw: Buffer, name: string): string | undefined => {
	const text = raw.toString('latin1')
	const end = text.search(/\r?\n\r?\n/)
	const head = (end < 0 ? text : text.slice(0, end)).replaceAll(/\r?\n[ \t]+/g, ' ')
	return new RegExp(`^${name}:[ \t]*(.*)$`, 'im').exec(head)?.[1]?.trim()
}

const addressIn = (text: string): string => /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim()

/** SES takes ASCII only, without blanks or control characters (SES, "SendRawEmail"). */
const ADDRESS = /^[!-?A-~]+@[!-?A-~]+$/

const recipientsOf = (raw: Buffer): string[] =>
	['to', 'cc', 'bcc'].flatMap((name) => (headerOf(raw, name) ?? '').split(',').map(addressIn).filter(Boolean))

/** Reads `SendRawEmail`: the envelope from the request, or from the mail's headers where it has none. */
export const readRawEmail = (input: unknown): SentMail => {
	const form = formSchema.parse(input)
	const raw = Buffer.from(form['RawMessage.Data'] ?? '', 'base64')
	const destinations = numbered(form, 'Destinations.member.')
	const to = destinations.length > 0 ? destinations.map(addressIn) : recipientsOf(raw)
	const from = addressIn(form.Source ?? headerOf(raw, 'from') ?? '')
	const configurationSet = form.ConfigurationSetName ?? headerOf(raw, 'x-ses-configuration-set')
	if (to.length === 0) throw new AwsRefusal('InvalidParameterValue', 400, "Missing required header 'To'.")
	if (![from, ...to].every((address) => ADDRESS.test(address))) {
		throw new AwsRefusal('InvalidParameterValue', 400, 'Illegal address')
	}
	return { raw, from, to, tags: tagsOf(form), configurationSet }
}

/** What is set up to send with: verified addresses or domains, and configuration sets. */
export type MailSetup = { readonly identities: readonly string[]; readonly configurationSets: readonly string[] }

/**
 * Returns the rights that sending needs: on the identity (the address where that is verified, else its domain) and on the
 * configuration set, if one is used. Refuses senders and sets that do not exist, as SES does.
 */
export const mailAccesses = (mail: SentMail, setup: MailSetup): Access[] => {
	const domain = mail.from.split('@').at(-1) ?? ''
	const identity =
		setup.identities.find((name) => name === mail.from) ?? setup.identities.find((name) => name === domain)
	if (identity === undefined) {
		const text = 'Email address is not verified. The following identities failed the check in region EU-CENTRAL-1'
		throw new AwsRefusal('MessageRejected', 400, text)
	}
	if (mail.configurationSet !== undefined && !setup.configurationSets.includes(mail.configurationSet)) {
		const text = `Configuration set <${mail.configurationSet}> does not exist.`
		throw new AwsRefusal('ConfigurationSetDoesNotExist', 400, text)
	}
	const context = { 'ses:FromAddress': [mail.from] }
	const resources = [
		localArn('ses', `identity/${identity}`),
		...(mail.configurationSet === undefined ? [] : [localArn('ses', `configuration-set/${mail.configurationSet}`)]),
	]
	return resources.map((resource) => access('ses:SendRawEmail', resource, context))
}
