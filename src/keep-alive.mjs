// On Node 20 the loader that compiles payload.config.ts can leave the event loop empty before the config is
// loaded: the command then ends at once, with nothing done and exit code 0 (payloadcms/payload#16381).
setInterval(() => {}, 1000)
