import * as z from 'zod'

/** What came with a message, and what it is about, beside its words. It is masked and erased with them. */

/** Files of the sender's own, which can be fetched. */
export const FILE_KINDS = ['image', 'video', 'audio', 'file', 'sticker'] as const
/** What stands elsewhere and was pointed at. */
const POINTED_KINDS = ['link', 'post', 'reel', 'story', 'article', 'product', 'card', 'poll', 'contact'] as const
/** What says nothing more than that it came: pictures that are shown once in the network's app, and what nobody knows. */
const OPAQUE_KINDS = ['ephemeral', 'unknown'] as const

/** Each kind of what can come along. */
export const ATTACHED_KINDS = [...FILE_KINDS, 'location', ...POINTED_KINDS, ...OPAQUE_KINDS] as const

/** The longest title, in characters, and the longest address that is kept. */
export const LONGEST_TITLE = 300
const LONGEST_ADDRESS = 2_048
/** No network allows as many with one message. */
export const MOST_ATTACHED = 50

const words = () => z.string().optional()
/** An address of the web, as a person may open it. */
const address = () => z.string().max(LONGEST_ADDRESS).optional()

/** Gives the schema of one thing that came with a message. */
export const attachedSchema = () =>
	z.discriminatedUnion('kind', [
		z.object({ kind: z.enum(FILE_KINDS) }),
		/** Degrees of WGS 84; without them only the name of the place is known. */
		z.object({
			kind: z.literal('location'),
			lat: z.number().min(-90).max(90).optional(),
			long: z.number().min(-180).max(180).optional(),
			title: words(),
		}),
		z.object({ kind: z.enum(POINTED_KINDS), title: words(), details: words(), url: address() }),
		z.object({ kind: z.enum(OPAQUE_KINDS) }),
	])
export type Attached = Readonly<z.infer<ReturnType<typeof attachedSchema>>>

type Pointing = Extract<Attached, { readonly kind: (typeof POINTED_KINDS)[number] }>

/** Narrows what came along to what stands elsewhere. */
export const isPointing = (attached: Attached): attached is Pointing =>
	POINTED_KINDS.some((kind) => kind === attached.kind)

const ABOUT_KINDS = ['story', 'post', 'reel', 'live', 'ad', 'product', 'article', 'link'] as const

/** Gives the schema of what a message answers or came by, beside another message. */
export const aboutSchema = () =>
	z.object({
		kind: z.enum(ABOUT_KINDS),
		title: words(),
		/** As its network calls it. */
		id: z.string().max(256).optional(),
		url: address(),
	})
export type About = Readonly<z.infer<ReturnType<typeof aboutSchema>>>

/** What a message points at, in any form of it. */
export type PointedAt = {
	readonly attached?: readonly Attached[] | undefined
	readonly about?: About | undefined
}

type Change = (text: string) => string | undefined

const changeWords = <Thing extends { readonly title?: string | undefined; readonly url?: string | undefined }>(
	thing: Thing,
	change: Change,
): Thing => ({
	...thing,
	title: thing.title === undefined ? undefined : change(thing.title),
	url: thing.url === undefined ? undefined : change(thing.url),
})

const changeAttached = (attached: Attached, change: Change): Attached => {
	if (attached.kind === 'location')
		return { ...attached, title: attached.title === undefined ? undefined : change(attached.title) }
	if (!isPointing(attached)) return attached
	const { details } = attached
	return { ...changeWords(attached, change), details: details === undefined ? undefined : change(details) }
}

/** Changes every text of what a message points at, addresses too; undefined takes it away. */
export const changePointedAt = ({ attached, about }: PointedAt, change: Change): PointedAt => ({
	attached: attached?.map((one) => changeAttached(one, change)),
	about: about === undefined ? undefined : changeWords(about, change),
})

/** Returns every text of what a message points at, addresses too. */
export const textsPointedAt = (pointedAt: PointedAt): readonly string[] => {
	const texts: string[] = []
	changePointedAt(pointedAt, (text) => {
		texts.push(text)
		return text
	})
	return texts
}
