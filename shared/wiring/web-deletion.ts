import { handle } from 'hono/aws-lambda'
import { createDeletionApp } from '#shared/erasure/deletion-app.ts'

/** The page on which a person sees what became of their request to be deleted. */
export const createWebDeletion = (ports: Parameters<typeof createDeletionApp>[0]) => handle(createDeletionApp(ports))
