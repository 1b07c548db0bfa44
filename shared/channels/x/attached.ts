import * as z from 'zod'
import type { Attached } from '#shared/cases/messages/pointed-at.ts'
import { textSchema } from '../fields.ts'
import { isRecord } from '../lossless-json.ts'
import { shortTitle } from '../pointed-at.ts'
import { maybe } from './maybe.ts'

/** What a post or a direct message of X brings along, by v1.1 and v2 (NETWORKS.md 2.4, 2.5). */

const FILMS = ['video', 'animated_gif']

/** Returns what a medium is, as far as X says it. */
export const fileOf = (media: unknown): Attached => ({
	kind: isRecord(media) && FILMS.includes(String(media.type)) ? 'video' : 'image',
})

/** Returns what a medium is by its key alone: 7 and 13 begin those of films, 16 those of animations. */
export const fileByKey = (key: string): Attached => ({ kind: /^(?:7|13|16)_/.test(key) ? 'video' : 'image' })

/** GeoJSON: the longitude comes first. */
const pointSchema = maybe(
	z.object({ coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]) }),
)
const placeSchema = maybe(z.object({ full_name: maybe(textSchema), name: maybe(textSchema) }))

/** A place by its point, its name, or both. */
const locationSchema = z.object({ coordinates: pointSchema, place: placeSchema, full_name: maybe(textSchema) })

/** Returns a place; nothing where X says neither where it is nor its name. */
export const locationOf = (value: unknown): readonly Attached[] => {
	const found = locationSchema.safeParse(value).data
	const [long, lat] = found?.coordinates?.coordinates ?? []
	const title = shortTitle(found?.place?.full_name ?? found?.place?.name ?? found?.full_name)
	return lat === undefined && title === undefined ? [] : [{ kind: 'location', lat, long, title }]
}

const sharedSchema = z.object({ shared_coordinate: z.unknown().optional(), shared_place: z.unknown().optional() })

/** Reads the attachment of a direct message in its older form. */
export const attachmentOf = (attachment: unknown): readonly Attached[] => {
	if (!isRecord(attachment)) return []
	if (attachment.media !== undefined || attachment.type === 'media') return [fileOf(attachment.media)]
	if (attachment.type !== 'location') return [{ kind: 'unknown' }]
	const shared = sharedSchema.safeParse(attachment.location).data
	const places = [...locationOf(shared?.shared_coordinate), ...locationOf(shared?.shared_place)]
	return places.length > 0 ? places.slice(0, 1) : [{ kind: 'location' }]
}
