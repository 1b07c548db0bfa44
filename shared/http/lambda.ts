import type { Env, Hono } from 'hono'
import { handle } from 'hono/aws-lambda'

type LambdaHandler = ReturnType<typeof handle>
type LambdaEvent = Parameters<LambdaHandler>[0]
type HttpAnswer = { readonly statusCode: number; readonly body: string; readonly isBase64Encoded: boolean }

export type HttpHandler = (event: LambdaEvent, context: Parameters<LambdaHandler>[1]) => Promise<HttpAnswer>

/** Drops the body of a GET or HEAD: it has no meaning (RFC 9110), and a Request must not carry one. */
const withoutNeedlessBody = (event: LambdaEvent): LambdaEvent =>
	'rawPath' in event && ['GET', 'HEAD'].includes(event.requestContext.http.method) ? { ...event, body: null } : event

/** A path that no route has. */
const NOWHERE = '/api/nowhere'

/**
 * Leads a path with dot segments nowhere. The gateway decodes a path once and a URL resolves `..`, so that an encoded slash
 * in one name would call the route of another.
 */
const withoutDotSegments = (event: LambdaEvent): LambdaEvent =>
	'rawPath' in event && /(?:^|[/\\])\.{1,2}(?:[/\\]|$)/.test(event.rawPath) ? { ...event, rawPath: NOWHERE } : event

/** Wraps an app for an HTTP API, payload format 2.0. */
export const toLambda = <Environment extends Env>(app: Hono<Environment>): HttpHandler => {
	const answer = handle(app)
	return (event, context) => answer(withoutNeedlessBody(withoutDotSegments(event)), context)
}
