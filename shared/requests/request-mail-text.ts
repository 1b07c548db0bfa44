import type { Catalogue } from '#shared/texts/catalogue.ts'
import { showReference } from './tokens.ts'

export type MailValues = {
	readonly company: string
	readonly hotline: string
	/** The origin of the customers' pages, e.g. `https://daten.example`. */
	readonly dataOrigin: string
	readonly token: string
	readonly reference: string
	readonly privacyUrl: string
	readonly imprintUrl: string
}

/** A block of a mail, rendered both as text and as HTML. */
export type Block =
	/** `lang`: of a line in another language than the mail's. */
	| { readonly kind: 'paragraph'; readonly text: string; readonly lang?: 'tr' | undefined }
	| { readonly kind: 'small'; readonly text: string }
	/** A person's own text: URLs in it become links. */
	| { readonly kind: 'words'; readonly text: string }
	| { readonly kind: 'button'; readonly text: string; readonly url: string }
	| { readonly kind: 'reference'; readonly label: string; readonly value: string }
	| { readonly kind: 'links'; readonly links: readonly { readonly text: string; readonly url: string }[] }

/**
 * Returns the blocks of a request mail, with a line for readers of Turkish. None holds anything about its reader: no name, address, code or text of theirs.
 */
export const requestMailBlocks = (
	{ mail, frame }: Catalogue,
	values: MailValues,
	turkishLine?: string,
): readonly Block[] => [
	{ kind: 'paragraph', text: mail.greeting },
	{ kind: 'paragraph', text: mail.intro(values) },
	...(turkishLine === undefined ? [] : [{ kind: 'paragraph', text: turkishLine, lang: 'tr' } as const]),
	{ kind: 'button', text: mail.button, url: `${values.dataOrigin}/data#${values.token}` },
	{ kind: 'paragraph', text: `${mail.codeIsElsewhere} ${mail.validity}` },
	{ kind: 'paragraph', text: mail.never },
	{ kind: 'paragraph', text: mail.closing(values) },
	{ kind: 'small', text: mail.withoutScript({ address: `${values.dataOrigin}/data` }) },
	{ kind: 'reference', label: mail.referenceLabel, value: showReference(values.reference) },
	{ kind: 'small', text: mail.notMe },
	{ kind: 'small', text: mail.automatic(values) },
	{
		kind: 'links',
		links: [
			{ text: frame.privacy, url: values.privacyUrl },
			{ text: frame.imprint, url: values.imprintUrl },
		],
	},
]

const blockText = (block: Block): string => {
	switch (block.kind) {
		case 'paragraph':
		case 'small':
		case 'words':
			return block.text
		case 'button':
			return `${block.text}:\n${block.url}`
		case 'reference':
			return `${block.label}: ${block.value}`
		case 'links':
			return block.links.map(({ text, url }) => `${text}: ${url}`).join('\n')
	}
}

export const renderMailText = (blocks: readonly Block[]): string => `${blocks.map(blockText).join('\n\n')}\n`
