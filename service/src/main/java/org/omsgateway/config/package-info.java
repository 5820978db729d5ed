/**
 * The settings as a model: what can be set, how a value is written, and what the gateway makes of it. No class here
 * knows where settings are kept.
 *
 * <ol>
 *   <li>{@link org.omsgateway.config.Setting} lists the settings. Each has a name, a default and a {@code Syntax},
 *     which are the same in every store.
 *   <li>A {@link org.omsgateway.config.ConfigStore}, the port to a store, returns
 *     {@link org.omsgateway.config.StoredSettings}: texts by name, not yet checked.
 *     Those of a policy are in the place of the local ones.
 *   <li>{@link org.omsgateway.config.ConfigParser} checks the texts, all in one place, and returns a
 *     {@link org.omsgateway.config.GatewayConfig}. Otherwise it throws all that is wrong at once, each as a
 *     {@link org.omsgateway.config.ConfigProblem}.
 *   <li>{@link org.omsgateway.config.ConfigWatcher} does the same whenever the store has changed, and hands over what
 *     is right. What is wrong is event 401 and has no other effect.
 *   <li>{@link org.omsgateway.config.ConfigEditor} changes a store for the command line. It writes a change as a whole,
 *     and only if the result is right.
 * </ol>
 *
 * <p>A new setting is a constant of {@code Setting} and a field of {@code GatewayConfig}. A text that is shown never
 * holds a password ({@code Masking}).
 */
package org.omsgateway.config;
