// Pages as the data gives them; templates stay in memory, nothing is watched or copied.
export default function (config) {
  config.setQuietMode(true);
  config.setNunjucksEnvironmentOptions({ autoescape: true, trimBlocks: true, lstripBlocks: true });
  return { dir: { input: "pages", includes: "../_includes", data: "../_data" }, templateFormats: ["njk"] };
}
