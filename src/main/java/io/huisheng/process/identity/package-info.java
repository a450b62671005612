/** People in front of the engine: who they are, what they may do, and what they may ask of its REST API. */
@NullMarked
package io.huisheng.process.identity;

import org.jspecify.annotations.NullMarked;
